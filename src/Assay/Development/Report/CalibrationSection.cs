using Assay.Data;
using Assay.Evaluation.Report;

namespace Assay.Development.Report;

/// <summary>Whether a predicted probability means what it says: observed rate against predicted, with Wilson intervals and row counts.</summary>
internal static class CalibrationSection
{
    private static readonly Look look = new("", "phase-2", MarkerShape.Circle);

    /// <summary>The section.</summary>
    public static Html Render(ReportContext context)
    {
        var outcome = context.Outcome;
        var bins = outcome.Evidence.Calibration.Where(b => b.Rows > 0 && double.IsFinite(b.Predicted) && double.IsFinite(b.Observed.Value)).ToList();
        var what = outcome.Task == LearningTask.Binary ? $"the probability of {outcome.Positive}" : "the probability of the predicted class";
        var lead = Html.Of($"A probability can be used as one when the points lie on the diagonal. Shown is {what} on the test rows.");
        var body = bins.Count == 0
            ? Html.Of($"<p class=\"muted\">No calibration was measured: the champion predicts no probabilities, or no test row has one.</p>")
            : Html.Of($"{Chart(bins)}{Numbers(bins)}");
        return PagePieces.Section("calibration", "Do its probabilities hold?", lead, body);
    }

    private static Html Chart(IReadOnlyList<CalibrationBin> bins)
    {
        var inside = bins.Count(b => b.Predicted >= b.Observed.Low && b.Predicted <= b.Observed.High);
        var sentence = $"In {inside} of {bins.Count} bins the predicted probability lies within the interval of the observed rate.";
        var figure = new ChartFigure("calibration-chart", "Calibration", sentence)
        {
            Caption = Html.Of($"{sentence} Bars below: rows in the bin, {Figures.Count(bins.Sum(b => b.Rows))} in all."),
        };
        return figure.Draw(size => Draw(size, bins), new ChartSize("wide", 720, 430, 6), new ChartSize("narrow", 320, 340, 5));
    }

    private static Html Draw(ChartSize size, IReadOnlyList<CalibrationBin> bins)
    {
        const double strip = 64;
        var upper = size with { Height = size.Height - strip };
        var plot = new Plot(upper, new Axis("predicted probability", []) { Exactly = (0, 1) }, new Axis("observed rate", []) { Exactly = (0, 1) });
        var points = bins.Select(b => Html.Of($"{plot.Whisker(b.Predicted, b.Observed.Low, b.Observed.High)}{Marker.Draw(look.Shape, plot.X.At(b.Predicted), plot.Y.At(b.Observed.Value), 4.5, $"predicted {Figures.Fixed(b.Predicted, 3)}, observed {Figures.Of(b.Observed)}, {Figures.Count(b.Rows)} rows")}"));
        return Html.Of($"""
            {plot.Draw(Html.Of($"<path class=\"compare\" d=\"M{plot.X.At(0)} {plot.Y.At(0)}L{plot.X.At(1)} {plot.Y.At(1)}\"/><g class=\"{look.Class}\">{points}</g>"))}
            {Bars(plot, bins, upper.Height, strip)}
            """);
    }

    private static Html Bars(Plot plot, IReadOnlyList<CalibrationBin> bins, double top, double height)
    {
        var most = bins.Max(b => b.Rows);
        var gap = bins.Count > 1 ? bins.Zip(bins.Skip(1), (a, b) => plot.X.At(b.Predicted) - plot.X.At(a.Predicted)).Where(g => g > 0).DefaultIfEmpty(16).Min() : 16;
        var width = Math.Clamp(gap * 0.7, 3, 18);
        var bars = bins.Select(b =>
        {
            var tall = Math.Max(1, (double)b.Rows / most * (height - 22));
            return Html.Of($"<rect class=\"bar\" x=\"{plot.X.At(b.Predicted) - (width / 2)}\" y=\"{top + height - tall - 2}\" width=\"{width}\" height=\"{tall}\"><title>{Figures.Count(b.Rows)} rows</title></rect>");
        });
        return Html.Of($"<text class=\"axis-title\" x=\"0\" y=\"{top + 14}\">rows (most: {Figures.Count(most)})</text>{bars}<path class=\"axis\" d=\"M{plot.Left} {top + height - 2}H{plot.Right}\"/>");
    }

    private static Html Numbers(IReadOnlyList<CalibrationBin> bins) => PagePieces.Fold(
        "The bins' figures",
        PagePieces.Table(
            "Calibration figures",
            Html.Of($"<th scope=\"col\" class=\"number\">Predicted</th><th scope=\"col\" class=\"number\">Observed (Wilson 95 %)</th><th scope=\"col\" class=\"number\">Rows</th>"),
            bins.Select(b => Html.Of($"<tr><td class=\"number\">{Figures.Fixed(b.Predicted, 3)}</td><td class=\"number\">{Figures.Of(b.Observed)}</td><td class=\"number\">{Figures.Count(b.Rows)}</td></tr>"))));
}
