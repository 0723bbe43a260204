using Assay.Evaluation.Report;
using Assay.Tuning;

namespace Assay.Development.SearchReport;

/// <summary>Objectives against each other with the front, and how much the front has come to dominate.</summary>
internal static class FrontSection
{
    private const int MostSteps = 100;

    /// <summary>The section.</summary>
    public static Html Render(StudyFacts facts)
    {
        var pairs = from a in Enumerable.Range(0, facts.Objectives) from b in Enumerable.Range(a + 1, facts.Objectives - a - 1) select (a, b);
        return PagePieces.Section("front", "Front", Html.Text($"On the front: {StudyFacts.Count(facts.Front.Count)}."), Html.Of($"{pairs.Take(3).Select(p => Chart(facts, p.a, p.b))}{Volume(facts)}"));
    }

    private static Html Chart(StudyFacts facts, int across, int up)
    {
        var front = facts.Front.Select(t => t.Number).ToHashSet();
        Look on = new("on the front", "phase-3", MarkerShape.Diamond), off = new("others", "phase-0", MarkerShape.Circle);
        var figure = new ChartFigure($"front-chart-{across}-{up}", "Pareto front", $"{front.Count} of {facts.Done.Count} trials are on the front of objectives {across + 1} and {up + 1}.") { Legend = StudyFacts.Legend([on, off]) };
        return figure.Draw(size =>
        {
            var plot = new Plot(size, facts.ValueAxis(across), facts.ValueAxis(up));
            var ordered = facts.Drawn.Where(t => !front.Contains(t.Number)).Concat(facts.Front);
            var line = facts.Objectives == 2 ? plot.Line(facts.Front.OrderBy(t => t.Values[across]).Select(t => (t.Values[across], t.Values[up])), "front") : Html.Empty;
            return plot.Draw(Html.Of($"{line}{ordered.Select(t => Point(plot, t, (across, up), front.Contains(t.Number) ? on : off))}"));
        });
    }

    private static Html Point(Plot plot, Tuning.Trial trial, (int Across, int Up) objectives, Look look) => Html.Of(
        $"<g class=\"{look.Class}\">{Marker.Draw(look.Shape, plot.X.At(trial.Values[objectives.Across]), plot.Y.At(trial.Values[objectives.Up]), 4, $"Trial {trial.Number}: {string.Join(", ", trial.Values.Select(StudyFacts.Text))}")}</g>");

    // The worst feasible value of every objective is the corner volumes are measured from.
    private static Html Volume(StudyFacts facts)
    {
        var feasible = facts.Done.Where(t => t.IsFeasible).ToArray();
        if (feasible.Length < 2)
        {
            return Html.Empty;
        }

        double[] corner = [.. Enumerable.Range(0, facts.Objectives).Select(k => feasible.Max(t => facts.History.Loss(t, k)))];
        double[][] losses = [.. feasible.Select(t => ParetoFront.Losses(facts.History, t, facts.Objectives))];
        var every = Math.Max(1, feasible.Length / MostSteps);
        var points = Enumerable.Range(1, feasible.Length).Where(n => n % every == 0 || n == feasible.Length).Select(n => ((double)feasible[n - 1].Number, Hypervolume.Of(losses.Take(n), corner))).ToArray();
        var figure = new ChartFigure("volume-chart", "Hypervolume", $"Dominated volume after {feasible.Length} trials: {StudyFacts.Text(points[^1].Item2)}.") { Caption = Html.Text("Volume dominated so far, measured from the worst value of every objective.") };
        return figure.Draw(size =>
        {
            var plot = new Plot(size, new Axis("trial", [.. points.Select(p => p.Item1)]), new Axis("hypervolume", [0, .. points.Select(p => p.Item2)]));
            return plot.Draw(Html.Of($"<g class=\"phase-2\">{plot.Line(points, "")}</g>"));
        });
    }
}
