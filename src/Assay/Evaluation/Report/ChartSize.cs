namespace Assay.Evaluation.Report;

/// <summary>The pixels a chart is drawn for: every chart is drawn twice, once for a desk and once for a hand.</summary>
/// <param name="Name">CSS class of the box that shows it.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="TicksAcross">About how many ticks fit across.</param>
internal sealed record ChartSize(string Name, double Width, double Height, int TicksAcross)
{
    /// <summary>For windows wider than a phone.</summary>
    public static ChartSize Wide { get; } = new("wide", 720, 340, 7);

    /// <summary>For 360 pixels and a little more.</summary>
    public static ChartSize Narrow { get; } = new("narrow", 320, 280, 4);
}
