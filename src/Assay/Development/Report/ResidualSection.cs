using Assay.Evaluation.Report;
namespace Assay.Development.Report;

/// <summary>Where a regression is wrong: residual quantiles against the predicted value.</summary>
internal static class ResidualSection
{
    private static readonly Look look = new("", "phase-2", MarkerShape.Circle);

    /// <summary>The section.</summary>
    public static Html Render(ReportContext context)
    {
        var bins = context.Outcome.Evidence.Residuals.Where(b => double.IsFinite(b.Predicted) && double.IsFinite(b.Median)).OrderBy(b => b.Predicted).ToList();
        var body = bins.Count == 0
            ? Html.Of($"<p class=\"muted\">No residuals were measured.</p>")
            : Html.Of($"{Chart(context, bins)}{Numbers(bins)}");
        return PagePieces.Section(
            "residuals",
            "Where is it wrong?",
            Html.Of($"Truth less prediction of {context.Limits.Name(context.Outcome.Dataset.Target)} on the test rows. A median on the line is right on the whole; a band that widens says how wrong to expect it there."),
            body);
    }

    private static Html Chart(ReportContext context, IReadOnlyList<ResidualBin> bins)
    {
        var widest = bins.MaxBy(b => b.High - b.Low)!;
        var sentence = $"Nine in ten residuals lie within the band; it is widest, {Figures.Significant(widest.Low)} to {Figures.Significant(widest.High)}, near a prediction of {Figures.Significant(widest.Predicted)}.";
        var figure = new ChartFigure("residuals-chart", "Residuals against predicted value", sentence) { Caption = Html.Text(sentence) };
        return figure.Draw(size =>
        {
            var plot = new Plot(
                size,
                new Axis($"predicted {PageText.Short(context.Outcome.Dataset.Target, size.Width > 400 ? 40 : 18)}", [.. bins.Select(b => b.Predicted)]),
                new Axis("truth less prediction", [0, .. bins.SelectMany(b => new[] { b.Low, b.High })]));
            var points = bins.Select(b => Html.Of($"{plot.Whisker(b.Predicted, b.Low, b.High)}{Marker.Draw(look.Shape, plot.X.At(b.Predicted), plot.Y.At(b.Median), 4.5, $"predicted {Figures.Significant(b.Predicted)}: median {Figures.Significant(b.Median)}, 5 % {Figures.Significant(b.Low)}, 95 % {Figures.Significant(b.High)}, {Figures.Count(b.Rows)} rows")}"));
            var band = bins.Count > 1 ? plot.Band([.. bins.Select(b => (b.Predicted, b.Low, b.High))], "") : Html.Empty;
            var line = bins.Count > 1 ? plot.Line(bins.Select(b => (b.Predicted, b.Median)), "") : Html.Empty;
            return plot.Draw(Html.Of($"<path class=\"compare\" d=\"M{plot.Left} {plot.Y.At(0)}H{plot.Right}\"/><g class=\"{look.Class}\">{band}{line}{points}</g>"));
        });
    }

    private static Html Numbers(IReadOnlyList<ResidualBin> bins) => PagePieces.Fold(
        "The slices' figures",
        PagePieces.Table(
            "Residual figures",
            Html.Of($"<th scope=\"col\" class=\"number\">Predicted</th><th scope=\"col\" class=\"number\">5 %</th><th scope=\"col\" class=\"number\">Median</th><th scope=\"col\" class=\"number\">95 %</th><th scope=\"col\" class=\"number\">Rows</th>"),
            bins.Select(b => Html.Of($"<tr><td class=\"number\">{Figures.Significant(b.Predicted, 4)}</td><td class=\"number\">{Figures.Significant(b.Low)}</td><td class=\"number\">{Figures.Significant(b.Median)}</td><td class=\"number\">{Figures.Significant(b.High)}</td><td class=\"number\">{Figures.Count(b.Rows)}</td></tr>"))));
}
