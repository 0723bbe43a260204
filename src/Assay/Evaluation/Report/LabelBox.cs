namespace Assay.Evaluation.Report;

/// <summary>A part of a chart, in pixels, that a word, a point or a line takes.</summary>
internal sealed record LabelBox(double Left, double Top, double Right, double Bottom)
{
    private const double Letter = 6.6;
    private const double Above = 10;
    private const double Below = 4;

    /// <summary>Where a word in the box is centred.</summary>
    public double Middle => (Left + Right) / 2;

    /// <summary>The line a word in the box stands on.</summary>
    public double Baseline => Bottom - Below;

    /// <summary>What a point takes.</summary>
    public static LabelBox Around((double X, double Y) point, double radius) =>
        new(point.X - radius, point.Y - radius, point.X + radius, point.Y + radius);

    /// <summary>What a level or upright line takes.</summary>
    public static LabelBox Between((double X, double Y) one, (double X, double Y) two) =>
        new(Math.Min(one.X, two.X), Math.Min(one.Y, two.Y), Math.Max(one.X, two.X), Math.Max(one.Y, two.Y));

    /// <summary>The place beside a point where the word covers least of what is taken and stays inside the plot.</summary>
    public static LabelBox Beside(Plot plot, (double X, double Y) point, string word, IReadOnlyList<LabelBox> taken)
    {
        var width = word.Length * Letter;
        var level = Math.Clamp(point.X - (width / 2), plot.Left + 2, Math.Max(plot.Left + 2, plot.Right - width));
        (double Left, double Baseline)[] places =
        [
            (level, point.Y - 16), (level, point.Y + 25),
            (point.X - width - 14, point.Y + 4), (point.X + 14, point.Y + 4),
            (point.X - width - 8, point.Y - 16), (point.X + 8, point.Y - 16),
            (point.X - width - 8, point.Y + 25), (point.X + 8, point.Y + 25),
        ];
        return places
            .Select(p => new LabelBox(p.Left, p.Baseline - Above, p.Left + width, p.Baseline + Below))
            .MinBy(box => taken.Count(box.Touches) + (box.IsInside(plot) ? 0 : 1000))!;
    }

    private bool Touches(LabelBox other) => Left < other.Right + 2 && other.Left < Right + 2 && Top < other.Bottom + 2 && other.Top < Bottom + 2;

    private bool IsInside(Plot plot) => Left >= plot.Left && Right <= plot.Right && Top >= plot.Top - Above && Bottom <= plot.Bottom;
}
