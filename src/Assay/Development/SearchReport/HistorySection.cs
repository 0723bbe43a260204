using Assay.Evaluation.Report;
using Assay.Tuning;

namespace Assay.Development.SearchReport;

/// <summary>Every trial's value in order, with the best so far.</summary>
internal static class HistorySection
{
    /// <summary>The section.</summary>
    public static Html Render(StudyFacts facts) => PagePieces.Section(
        "history", "History", Html.Text("Values in the order of trials; the line is the best so far among those that keep every constraint."),
        Html.Of($"{Enumerable.Range(0, facts.Objectives).Select(k => Chart(facts, k))}"));

    private static Html Chart(StudyFacts facts, int objective)
    {
        var running = Running(facts, objective);
        var said = running.Count == 0 ? "No trial keeps every constraint." : $"Best so far from {StudyFacts.Text(running[0].Value)} at trial {running[0].Number} to {StudyFacts.Text(running[^1].Value)} at trial {facts.Trials[^1].Number}.";
        var figure = new ChartFigure($"history-chart-{objective}", "History", said) { Legend = StudyFacts.Legend(facts.Done.Select(StudyFacts.LookOf)) };
        return figure.Draw(size =>
        {
            var plot = new Plot(size, new Axis("trial", [.. facts.Trials.Select(t => (double)t.Number)]), facts.ValueAxis(objective));
            return plot.Draw(Html.Of($"<g class=\"phase-3\">{plot.Line(Steps(running, facts.Trials[^1].Number), "")}</g>{facts.Drawn.Select(t => Point(plot, t, objective))}"));
        });
    }

    private static Html Point(Plot plot, Tuning.Trial trial, int objective)
    {
        var look = StudyFacts.LookOf(trial);
        return Html.Of($"<g class=\"{look.Class}\">{Marker.Draw(look.Shape, plot.X.At(trial.Number), plot.Y.At(trial.Values[objective]), 3.5, $"Trial {trial.Number}: {StudyFacts.Text(trial.Values[objective])}")}</g>");
    }

    private static List<(int Number, double Value)> Running(StudyFacts facts, int objective)
    {
        var best = new List<(int Number, double Value)>();
        var loss = double.PositiveInfinity;
        foreach (var trial in facts.Done.Where(t => t.IsFeasible))
        {
            if (facts.History.Loss(trial, objective) is var own && own < loss)
            {
                loss = own;
                best.Add((trial.Number, trial.Values[objective]));
            }
        }

        return best;
    }

    private static IEnumerable<(double X, double Y)> Steps(List<(int Number, double Value)> running, int last) =>
        running.SelectMany((r, i) => new[] { ((double)r.Number, r.Value), (i + 1 < running.Count ? running[i + 1].Number : last, r.Value) });
}
