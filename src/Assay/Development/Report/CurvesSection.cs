using Assay.Evaluation.Report;
namespace Assay.Development.Report;

/// <summary>Good now against good later: score against training rows with the fitted law carried on to four times the data.</summary>
internal static class CurvesSection
{
    private static readonly Look[] looks =
    [
        new("", "phase-2", MarkerShape.Circle), new("", "phase-3", MarkerShape.Square),
        new("", "phase-1", MarkerShape.Triangle), new("", "phase-0", MarkerShape.Diamond),
    ];

    /// <summary>The section; it says so when no curve was measured. One point is no curve.</summary>
    public static Html Render(ReportContext context)
    {
        var curves = context.Outcome.LearningCurves.Where(c => c.Points.Count(p => double.IsFinite(p.Score.Value)) > 1).Take(looks.Length).ToList();
        if (curves.Count == 0)
        {
            var why = context.Outcome.LearningCurves.Count > 0 ? ": the budget ended before a smaller part of the rows was tried" : " in this run";
            return PagePieces.Section("curves", "Would more data help?", Html.Empty, Html.Of($"<p class=\"muted\">No learning curve was measured{why}.</p>"));
        }

        var body = Html.Of($"{Chart(context, curves)}{Laws(context, curves)}{Numbers(context, curves)}");
        return PagePieces.Section("curves", "Would more data help?", context.Limits.Sentence(context.Outcome.Outlook), body);
    }

    private static Html Chart(ReportContext context, IReadOnlyList<LearningCurve> curves)
    {
        var last = curves.SelectMany(c => c.Points).Max(p => p.Rows);
        var laws = curves.Any(c => c.Fitted.Count > 1)
            ? $"; lines and bands are the fitted law. Right of the upright line is forecast: beyond {Figures.Count(last)} rows nothing was measured."
            : ".";
        var figure = new ChartFigure("curves-chart", "Learning curves", string.Join(" ", curves.Select(Describe)))
        {
            Legend = Html.Of($"<ul class=\"legend\">{curves.Select((c, i) => Html.Of($"<li>{Marker.Inline(looks[i].Shape, looks[i].Class)} {context.Limits.Name(c.Candidate)}</li>"))}</ul>"),
            Caption = Html.Text($"Points are measured, with 95 % intervals{laws}"),
        };
        return figure.Draw(size => Draw(context.Outcome, size, curves, last));
    }

    private static Html Draw(Outcome outcome, ChartSize size, IReadOnlyList<LearningCurve> curves, double last)
    {
        var points = curves.SelectMany(c => c.Points.Concat(c.Fitted)).Where(p => double.IsFinite(p.Score.Value)).ToList();
        var (low, high) = Reach(curves);
        var plot = new Plot(
            size,
            new Axis("training rows", [.. points.Select(p => p.Rows)]) { Logarithmic = true },
            new Axis($"{outcome.Metric} ({(outcome.LargerIsBetter ? "larger" : "smaller")} is better)", [low, high]));
        var today = Html.Of($"<path class=\"compare\" d=\"M{plot.X.At(last)} {plot.Top}V{plot.Bottom}\"/>");
        return plot.Draw(Html.Of($"{today}{curves.Select((c, i) => Curve(plot, c, looks[i], i > 0))}"));
    }

    private static Html Curve(Plot plot, LearningCurve curve, Look look, bool dashed)
    {
        var fitted = curve.Fitted.Where(p => p.Rows > 0 && double.IsFinite(p.Score.Value)).OrderBy(p => p.Rows).ToList();
        var banded = fitted.Where(p => Figures.HasLimits(p.Score)).Select(p => (p.Rows, p.Score.Low, p.Score.High)).ToList();
        var measured = curve.Points.Where(p => p.Rows > 0 && double.IsFinite(p.Score.Value)).ToList();
        return Html.Of($"""
            <g class="{look.Class}">{(banded.Count > 1 ? plot.Band(banded, "") : Html.Empty)}{(fitted.Count > 1 ? plot.Line(fitted.Select(p => (p.Rows, p.Score.Value)), dashed ? "dashed" : "") : Html.Empty)}{measured.Select(p => Html.Of($"{plot.Whisker(p.Rows, p.Score.Low, p.Score.High)}{Marker.Draw(look.Shape, plot.X.At(p.Rows), plot.Y.At(p.Score.Value), 4.5, $"{PageText.Short(curve.Candidate)}: {Figures.Of(p.Score)} with {Figures.Count(p.Rows)} rows")}"))}</g>
            """);
    }

    // Wide bands of a badly known law must not flatten the measured points.
    private static (double Low, double High) Reach(IReadOnlyList<LearningCurve> curves)
    {
        var middle = curves.SelectMany(c => c.Points.Concat(c.Fitted)).Select(p => p.Score.Value).Where(double.IsFinite).ToList();
        var ends = curves.SelectMany(c => c.Points.Concat(c.Fitted)).Select(p => p.Score).Where(Figures.HasLimits).SelectMany(s => new[] { s.Low, s.High });
        var room = Math.Max((middle.Max() - middle.Min()) * 0.5, 1e-9);
        var kept = ends.Where(e => e >= middle.Min() - room && e <= middle.Max() + room).Concat(middle).ToList();
        return (kept.Min(), kept.Max());
    }

    private static Html Laws(ReportContext context, IReadOnlyList<LearningCurve> curves) => Html.Of(
        $"<ul class=\"sentences\">{curves.Select(c => Html.Of($"<li>{context.Limits.Name(c.Candidate)}: {context.Limits.Sentence(c.Law)}</li>"))}</ul>");

    private static Html Numbers(ReportContext context, IReadOnlyList<LearningCurve> curves)
    {
        var rows = curves.SelectMany(c => c.Points.Select(p => Html.Of(
            $"<tr><th scope=\"row\">{context.Limits.Name(c.Candidate)}</th><td class=\"number\">{Figures.Count(p.Rows)}</td><td class=\"number\">{Figures.Of(p.Score)}</td></tr>")));
        return PagePieces.Fold(
            "The measured figures",
            PagePieces.Table("Learning curve figures", Html.Of($"<th scope=\"col\">Candidate</th><th scope=\"col\" class=\"number\">Training rows</th><th scope=\"col\" class=\"number\">Score</th>"), rows));
    }

    private static string Describe(LearningCurve curve)
    {
        var measured = curve.Points.Where(p => double.IsFinite(p.Score.Value)).ToList();
        return measured.Count == 0
            ? ""
            : $"{PageText.Short(curve.Candidate)}: {Figures.Value(measured[0].Score)} with {Figures.Count(measured[0].Rows)} rows, {Figures.Value(measured[^1].Score)} with {Figures.Count(measured[^1].Rows)} rows.";
    }
}
