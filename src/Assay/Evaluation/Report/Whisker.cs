using Assay.Statistics;

namespace Assay.Evaluation.Report;

/// <summary>One interval as a dot with whiskers, small enough for a table cell; what lies outside the scale becomes an arrow at the edge.</summary>
internal static class Whisker
{
    /// <summary>Width of a whisker in a table, in pixels.</summary>
    public const double Width = 220;

    /// <summary>The scale over a cell.</summary>
    public static Scale Scale(double low, double high, double width = Width) => new(low, high, 8, width - 8);

    /// <summary>The dot and its whiskers, with a line at a value to compare with when one is given.</summary>
    public static Html Draw(Interval interval, Scale scale, Look look, double compare = double.NaN)
    {
        var width = scale.To + 8;
        var line = scale.Holds(compare) ? Html.Of($"<path class=\"compare\" d=\"M{scale.At(compare)} 0V22\"/>") : Html.Empty;
        return Html.Of($"""
            <svg class="whisker-cell {look.Class}" width="{width}" height="22" viewBox="0 0 {width} 22" aria-hidden="true" focusable="false"><path class="rail" d="M0 11H{width}"/>{line}{Mark(interval, scale, look)}</svg>
            """);
    }

    /// <summary>Round values of the scale, for the head of a column of whiskers.</summary>
    public static Html Ruler(Scale scale)
    {
        var axis = new Axis("", []) { Exactly = (scale.Low, scale.High) };
        var width = scale.To + 8;
        var ticks = axis.TicksApart(scale, 3, width);
        return Html.Of($"""
            <svg class="ruler" width="{width}" height="18" viewBox="0 0 {width} 18" aria-hidden="true" focusable="false">{ticks.Select(t => Html.Of($"<text x=\"{t.Middle}\" y=\"11\" text-anchor=\"middle\">{t.Text}</text><path d=\"M{scale.At(t.At)} 14v4\"/>"))}</svg>
            """);
    }

    private static Html Mark(Interval interval, Scale scale, Look look)
    {
        if (double.IsNaN(interval.Value))
        {
            return Html.Empty;
        }

        if (!scale.Holds(interval.Value))
        {
            var (x, tip) = interval.Value < scale.Low ? (3.0, 7.0) : (scale.To + 5, -7.0);
            return Html.Of($"<path class=\"beyond\" d=\"M{x} 11l{tip} -5v10Z\"/>");
        }

        var whisker = Figures.HasLimits(interval)
            ? Html.Of($"<path class=\"whisker\" d=\"M{scale.At(interval.Low)} 11H{scale.At(interval.High)}\"/>")
            : Html.Empty;
        return Html.Of($"{whisker}{Marker.Draw(look.Shape, scale.At(interval.Value), 11, 4.5)}");
    }
}
