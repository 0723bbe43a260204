using Assay.Evaluation.Report;

namespace Assay.Development.SearchReport;

/// <summary>Which share of trials came out at least so good.</summary>
internal static class DistributionSection
{
    /// <summary>The section.</summary>
    public static Html Render(StudyFacts facts)
    {
        double[] values = [.. facts.Done.Select(t => t.Values[0]).Order()];
        var figure = new ChartFigure("distribution-chart", "Distribution of values", $"Half of {values.Length} trials are at most {StudyFacts.Text(values[values.Length / 2])}.") { Caption = Html.Text("The share of finished trials whose value is at most that far along.") };
        return PagePieces.Section("distribution", "Distribution", Html.Empty, figure.Draw(size =>
        {
            var plot = new Plot(size, facts.ValueAxis(), new Axis("share of trials", []) { Exactly = (0, 1) });
            var shown = values.Index().Where(v => plot.X.Holds(v.Item)).ToArray();
            var steps = shown.SelectMany(v => new[] { (v.Item, (double)v.Index / values.Length), (v.Item, (v.Index + 1.0) / values.Length) });
            return plot.Draw(Html.Of($"<g class=\"phase-2\">{plot.Line(steps, "")}</g>"));
        }));
    }
}
