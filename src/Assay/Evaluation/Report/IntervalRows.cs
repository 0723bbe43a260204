namespace Assay.Evaluation.Report;

/// <summary>A few intervals under one another on a shared scale, each with its figures beside it.</summary>
internal static class IntervalRows
{
    private const double RowHeight = 40;

    /// <summary>The chart; rows whose value is undefined are left out.</summary>
    public static Html Draw(ChartFigure figure, string axisTitle, IReadOnlyList<IntervalRow> rows)
    {
        var defined = rows.Where(r => !double.IsNaN(r.Interval.Value)).ToList();
        var height = (defined.Count * RowHeight) + 52;
        return figure.Draw(
            size => Draw(size, axisTitle, defined),
            new ChartSize("wide", 720, height, 6),
            new ChartSize("narrow", 320, height, 3));
    }

    private static Html Draw(ChartSize size, string axisTitle, IReadOnlyList<IntervalRow> rows)
    {
        var (low, high) = ScoreRange.Whole(rows.Select(r => r.Interval));
        var axis = new Axis(axisTitle, []) { Exactly = (low, high) };
        var scale = axis.Scale(10, size.Width - 10);
        var bottom = size.Height - 46;
        return Html.Of($"""
            <g class="ticks">{axis.TicksApart(scale, size.TicksAcross, size.Width).Select(t => Html.Of($"<path class=\"grid-line\" d=\"M{scale.At(t.At)} 4V{bottom}\"/><text x=\"{t.Middle}\" y=\"{bottom + 17}\" text-anchor=\"middle\">{t.Text}</text>"))}</g>
            <path class="axis" d="M0 {bottom}H{size.Width}"/>
            <text class="axis-title" x="{size.Width}" y="{size.Height - 8}" text-anchor="end">{axisTitle}</text>
            {rows.Select((row, i) => Line(row, scale, size, 4 + (i * RowHeight)))}
            """);
    }

    private static Html Line(IntervalRow row, Scale scale, ChartSize size, double top)
    {
        var x = scale.At(row.Interval.Value);
        var whisker = Figures.HasLimits(row.Interval)
            ? Html.Of($"<path class=\"whisker\" d=\"M{scale.At(row.Interval.Low)} {top + 27}H{scale.At(row.Interval.High)}\"/>")
            : Html.Empty;
        var text = $"{row.Label}  {Figures.Value(row.Interval)}";
        var half = text.Length * 3.4;
        var place = Math.Clamp(x, half + 2, Math.Max(half + 2, size.Width - half - 2));
        return Html.Of($"""
            <g class="{row.Look.Class}">{whisker}{Marker.Draw(row.Look.Shape, x, top + 27, 5.5)}</g><text class="halo" x="{place}" y="{top + 14}" text-anchor="middle">{row.Label} <tspan class="strong">{Figures.Value(row.Interval)}</tspan></text>
            """);
    }
}
