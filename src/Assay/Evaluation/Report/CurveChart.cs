using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Report;

/// <summary>Draws a curve of a check: lines with whiskers, bands, and a diagonal where points ought to lie.</summary>
internal static class CurveChart
{
    private static readonly Look[] looks = [new("", "phase-2", MarkerShape.Circle), new("", "phase-3", MarkerShape.Diamond), new("", "phase-1", MarkerShape.Triangle), new("", "phase-0", MarkerShape.Square)];

    /// <summary>The chart; nothing when no point is defined.</summary>
    public static Html Draw(CheckCurve curve, string id)
    {
        var series = curve.Series.Take(looks.Length)
            .Select(s => (Series: s, Points: s.Points.Where(p => double.IsFinite(p.Across) && double.IsFinite(p.Up.Value)).ToList()))
            .Where(s => s.Points.Count > 0).ToList();
        if (series.Count == 0)
        {
            return Html.Empty;
        }

        var legend = series.Count > 1
            ? Html.Of($"<ul class=\"legend\">{series.Select((s, i) => Html.Of($"<li><span class=\"chip {looks[i].Class}\">{Marker.Inline(looks[i].Shape, looks[i].Class)} {s.Series.Name}</span></li>"))}</ul>")
            : Html.Empty;
        var ends = series.Select(s => $"{(s.Series.Name.Length > 0 ? s.Series.Name + ": " : "")}from {Figures.Of(s.Points[0].Up)} at {Figures.Given(s.Points[0].Across)} to {Figures.Of(s.Points[^1].Up)} at {Figures.Given(s.Points[^1].Across)}");
        var figure = new ChartFigure(id, curve.Title, $"{curve.Up} over {curve.Across}. {string.Join("; ", ends)}.") { Legend = legend, Caption = Html.Text(curve.Title) };
        return figure.Draw(size => Draw(size, curve, series));
    }

    private static Html Draw(ChartSize size, CheckCurve curve, List<(CheckSeries Series, List<CurvePlace> Points)> series)
    {
        var across = series.SelectMany(s => s.Points.Select(p => p.Across)).Concat(series.SelectMany(s => s.Series.Band.Select(b => b.Across))).ToList();
        var up = ScoreRange.Whole(series.SelectMany(s => s.Points.Select(p => p.Up)));
        var bands = series.SelectMany(s => s.Series.Band).Where(b => double.IsFinite(b.Low) && double.IsFinite(b.High)).ToList();
        up = (bands.Select(b => b.Low).Append(up.Low).Min(), bands.Select(b => b.High).Append(up.High).Max());
        var (low, high) = across.Min() < across.Max() ? (across.Min(), across.Max()) : (across.Min() - 1, across.Max() + 1);
        var plot = new Plot(size, new Axis(curve.Across, []) { Exactly = (low, high) }, new Axis(curve.Up, []) { Exactly = up });
        var diagonal = curve.Diagonal ? Diagonal(plot, Math.Max(low, up.Low), Math.Min(high, up.High)) : Html.Empty;
        return plot.Draw(Html.Of($"{diagonal}{series.Select((s, i) => One(plot, s, looks[i]))}"));
    }

    private static Html Diagonal(Plot plot, double from, double to) =>
        Html.Of($"<path class=\"compare\" d=\"M{plot.X.At(from)} {plot.Y.At(from)}L{plot.X.At(to)} {plot.Y.At(to)}\"/>");

    private static Html One(Plot plot, (CheckSeries Series, List<CurvePlace> Points) line, Look look)
    {
        var band = line.Series.Band.Count > 1 ? plot.Band([.. line.Series.Band.Select(b => (b.Across, b.Low, b.High))], "") : Html.Empty;
        var marks = line.Points.Select(p => Html.Of(
            $"{plot.Whisker(p.Across, p.Up.Low, p.Up.High)}{Marker.Draw(look.Shape, plot.X.At(p.Across), plot.Y.At(p.Up.Value), 4, $"{Figures.Given(p.Across)}: {Figures.Of(p.Up)}")}"));
        return Html.Of($"<g class=\"{look.Class}\">{band}{plot.Line(line.Points.Select(p => (p.Across, p.Up.Value)), "")}{marks}</g>");
    }
}
