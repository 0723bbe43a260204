namespace Assay.Evaluation.Report;

/// <summary>Two axes with grid, ticks and titles; marks are placed with <see cref="X"/> and <see cref="Y"/> and drawn on top.</summary>
internal sealed class Plot
{
    private const double LetterWidth = 6.8;
    private readonly ChartSize size;
    private readonly Axis across;
    private readonly Axis up;
    private readonly double bottom;
    private readonly IReadOnlyList<(double At, string Text)> ticksUp;

    /// <summary>Lays the axes out in the given size.</summary>
    public Plot(ChartSize size, Axis across, Axis up)
    {
        (this.size, this.across, this.up) = (size, across, up);
        const double top = 30;
        bottom = size.Height - 46;
        Y = up.Scale(bottom, top);
        ticksUp = up.Ticks(Y, size.Height < 200 ? 3 : 5);
        Left = 12 + (LetterWidth * ticksUp.Select(t => t.Text.Length).DefaultIfEmpty(1).Max());
        Right = size.Width - 14;
        X = across.Scale(Left, Right);
        Top = top;
    }

    /// <summary>Values across to pixels.</summary>
    public Scale X { get; }

    /// <summary>Values up to pixels.</summary>
    public Scale Y { get; }

    /// <summary>First pixel of the drawing area, across.</summary>
    public double Left { get; }

    /// <summary>Last pixel of the drawing area, across.</summary>
    public double Right { get; }

    /// <summary>First pixel of the drawing area, down.</summary>
    public double Top { get; }

    /// <summary>Last pixel of the drawing area, down.</summary>
    public double Bottom => bottom;

    /// <summary>The whole chart.</summary>
    public Html Draw(Html marks) => Html.Of($"""
        <g class="grid">{ticksUp.Select(t => Html.Of($"<path d=\"M{Left} {Y.At(t.At)}H{Right}\"/>"))}</g>
        <g class="ticks">{ticksUp.Select(t => Html.Of($"<text x=\"{Left - 8}\" y=\"{Y.At(t.At) + 4}\" text-anchor=\"end\">{t.Text}</text>"))}{TicksAcross()}</g>
        <path class="axis" d="M{Left} {Bottom}H{Right}"/>
        <text class="axis-title" x="0" y="14">{up.Title}</text>
        <text class="axis-title" x="{Right}" y="{size.Height - 6}" text-anchor="end">{across.Title}</text>
        {marks}
        """);

    /// <summary>The points as one line.</summary>
    public Html Line(IEnumerable<(double X, double Y)> points, string look) =>
        Html.Of($"<path class=\"line {look}\" d=\"{Path(points)}\"/>");

    /// <summary>The area between a lower and an upper line.</summary>
    public Html Band(IReadOnlyList<(double X, double Low, double High)> points, string look) =>
        Html.Of($"<path class=\"band {look}\" d=\"{Path(points.Select(p => (p.X, p.High)).Concat(points.Reverse().Select(p => (p.X, p.Low))))}Z\"/>");

    /// <summary>A vertical whisker from one value to another.</summary>
    public Html Whisker(double at, double low, double high) =>
        double.IsFinite(low) && double.IsFinite(high)
            ? Html.Of($"<path class=\"whisker\" d=\"M{X.At(at)} {Y.At(low)}V{Y.At(high)}\"/>")
            : Html.Empty;

    private string Path(IEnumerable<(double X, double Y)> points) =>
        string.Concat(points.Select((p, i) => Html.Of($"{(i == 0 ? "M" : "L")}{X.At(p.X)} {Y.At(p.Y)}").ToString()));

    private IEnumerable<Html> TicksAcross() => across.TicksApart(X, size.TicksAcross, size.Width).Select(t => Html.Of(
        $"<path class=\"tick\" d=\"M{X.At(t.At)} {Bottom}v5\"/><text x=\"{t.Middle}\" y=\"{Bottom + 19}\" text-anchor=\"middle\">{t.Text}</text>"));
}
