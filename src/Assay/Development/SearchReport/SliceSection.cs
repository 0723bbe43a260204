using Assay.Evaluation.Report;
using Assay.Tuning;

namespace Assay.Development.SearchReport;

/// <summary>The value against each of the most important parameters.</summary>
internal static class SliceSection
{
    private const int Most = 6;

    /// <summary>The section.</summary>
    public static Html Render(StudyFacts facts) => PagePieces.Section(
        "slices", "Slices", Html.Text(facts.Order.Count > Most ? $"Every trial's value against its setting of the {Most} most important parameters." : "Every trial's value against its settings."),
        Html.Of($"{facts.Order.Take(Most).Select((parameter, i) => Chart(facts, parameter, i))}"));

    private static Html Chart(StudyFacts facts, int parameter, int place)
    {
        var dimension = facts.Dimensions[parameter];
        var trials = facts.Drawn.Where(t => !double.IsNaN(t.Configuration.Codes[parameter])).ToArray();
        var best = trials.Where(t => t.IsFeasible).MinBy(t => facts.History.Loss(t));
        var figure = new ChartFigure($"slice-{place}", $"Slice along {dimension.Name}", best is null ? $"No trial with {dimension.Name} keeps every constraint." : $"The best of {trials.Length} trials has {dimension.Name} = {dimension.Text(best.Configuration.Codes[parameter])}.");
        return figure.Draw(
            size =>
            {
                var plot = new Plot(size, StudyFacts.Across(dimension), facts.ValueAxis());
                return plot.Draw(Html.Of($"{trials.Select(t => Point(plot, t, parameter))}{(best is null ? Html.Empty : Ring(plot.X.At(best.Configuration.Codes[parameter]), plot.Y.At(best.Values[0])))}"));
            },
            new ChartSize("wide", 720, 220, 7), new ChartSize("narrow", 320, 200, 4));
    }

    private static Html Ring(double x, double y) => Html.Of($"<circle class=\"ring\" cx=\"{x}\" cy=\"{y}\" r=\"6\"/>");

    private static Html Point(Plot plot, Tuning.Trial trial, int parameter)
    {
        var look = StudyFacts.LookOf(trial);
        return Html.Of($"<g class=\"{look.Class} behind\">{Marker.Draw(look.Shape, plot.X.At(trial.Configuration.Codes[parameter]), plot.Y.At(trial.Values[0]), 3.5, $"Trial {trial.Number}: {StudyFacts.Text(trial.Values[0])}")}</g>");
    }
}
