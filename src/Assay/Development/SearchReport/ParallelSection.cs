using Assay.Evaluation.Report;
using Assay.Tuning;

namespace Assay.Development.SearchReport;

/// <summary>Every trial as a line across the most important parameters and its value.</summary>
internal static class ParallelSection
{
    private const int Most = 7;
    private const double Good = 0.1;

    /// <summary>The section.</summary>
    public static Html Render(StudyFacts facts)
    {
        int[] shown = [.. facts.Order.Take(Most)];
        Tuning.Trial[] ranked = [.. facts.Drawn.OrderByDescending(t => facts.History.Loss(t)).ThenByDescending(t => t.Number)];
        var good = Math.Max(1, (int)(Good * ranked.Length));
        var figure = new ChartFigure("parallel-chart", "Parallel coordinates", $"{ranked.Length} trials across {string.Join(", ", shown.Select(p => facts.Dimensions[p].Name))} and their value; the best {good} stand out.")
        {
            Caption = Html.Text($"The best {Figures.Count(good)} of the trials drawn strongly. A line passes by a parameter that does not count. The value at the right: best above."),
        };
        return PagePieces.Section("parallel", "Parallel coordinates", Html.Empty, figure.Draw(size => Draw(size, facts, (shown, ranked, good))));
    }

    private static Html Draw(ChartSize size, StudyFacts facts, (int[] Shown, Tuning.Trial[] Ranked, int Good) what)
    {
        var (top, bottom, gap) = (34.0, size.Height - 34, (size.Width - 40) / what.Shown.Length);
        var end = size.Width - 20;
        (string Name, double X)[] axes = [.. what.Shown.Select((p, i) => (facts.Dimensions[p].Name, 20 + (i * gap))), ("value", end)];
        var drawn = axes.Select((a, i) => Html.Of($"<path class=\"axis\" d=\"M{a.X} {top}V{bottom}\"/>{Words(a.Name, a.X, i % 2 == 0 ? 12 : 26, size, gap)}"));
        var ends = what.Shown.Select((p, i) => Words(facts.Dimensions[p].Text(facts.Dimensions[p].Low), 20 + (i * gap), i % 2 == 0 ? bottom + 16 : bottom + 30, size, gap));
        var lines = what.Ranked.Select((t, i) => Line(t, Points(t, i), i >= what.Ranked.Length - what.Good));
        return Html.Of($"<g class=\"ticks\">{ends}</g>{lines}{drawn}");

        IEnumerable<(double X, double Y)> Points(Tuning.Trial trial, int worst) => what.Shown
            .Select((p, i) => (X: 20 + (i * gap), Unit: facts.Dimensions[p].ToUnit(trial.Configuration.Codes[p])))
            .Where(a => !double.IsNaN(a.Unit)).Append((X: end, Unit: worst / Math.Max(1.0, what.Ranked.Length - 1)))
            .Select(a => (a.X, bottom - (a.Unit * (bottom - top))));
    }

    private static Html Line(Tuning.Trial trial, IEnumerable<(double X, double Y)> points, bool stands)
    {
        var path = string.Concat(points.Select((p, i) => Html.Of($"{(i == 0 ? "M" : "L")}{p.X} {p.Y}").ToString()));
        return Html.Of($"<g class=\"{(stands ? "phase-2" : "phase-0")}\"><path class=\"line\" style=\"{(stands ? "stroke-width:1.6" : "stroke-width:1;opacity:.25")}\" d=\"{path}\"><title>{$"Trial {trial.Number}: {StudyFacts.Text(trial.Values[0])}"}</title></path></g>");
    }

    private static Html Words(string text, double x, double y, ChartSize size, double gap)
    {
        var shown = PageText.Short(text, Math.Max(4, (int)(1.8 * gap / 6.8)));
        var half = shown.Length * 3.4;
        return Html.Of($"<text x=\"{Math.Clamp(x, half, Math.Max(half, size.Width - half))}\" y=\"{y}\" text-anchor=\"middle\">{shown}</text>");
    }
}
