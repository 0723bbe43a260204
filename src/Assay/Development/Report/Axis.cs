namespace Assay.Development.Report;

/// <summary>What one side of a chart shows.</summary>
/// <param name="Title">What is measured, with its unit.</param>
/// <param name="Values">Values the axis has to hold; those that are not finite are passed over.</param>
internal sealed record Axis(string Title, IReadOnlyCollection<double> Values)
{
    /// <summary>Whether equal ratios take equal space.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Exactly this range instead of one around the values.</summary>
    public (double Low, double High)? Exactly { get; init; }

    /// <summary>How a tick is written; by default with the decimals the ticks' distance asks for.</summary>
    public Func<double, string>? Label { get; init; }

    /// <summary>The scale from one pixel to another.</summary>
    public Scale Scale(double from, double to) =>
        Exactly is { } range ? new Scale(range.Low, range.High, from, to) { Logarithmic = Logarithmic }
        : Logarithmic ? Report.Scale.Log(Values, from, to)
        : Report.Scale.Linear(Values, from, to);

    /// <summary>The ticks' places and words.</summary>
    public IReadOnlyList<(double At, string Text)> Ticks(Scale scale, int about)
    {
        var decimals = scale.Logarithmic ? 0 : Math.Clamp((int)Math.Ceiling(-Math.Log10(scale.Step(about)) - 1e-9), 0, 20);
        var label = Label ?? (scale.Logarithmic ? Short : value => Figures.Fixed(value, decimals));
        return [.. scale.Ticks(about).Select(t => (t, label(t)))];
    }

    /// <summary>Counts in short: <c>500</c>, <c>20 k</c>, <c>3 M</c>.</summary>
    public static string Short(double value) => value switch
    {
        < 1 => Figures.Significant(value, 1),
        < 1e3 => Figures.Count(value),
        < 1e6 => $"{Few(value / 1e3)} k",
        < 1e9 => $"{Few(value / 1e6)} M",
        _ => $"{Few(value / 1e9)} G",
    };

    /// <summary>Bytes in short: <c>500 B</c>, <c>20 kB</c>, <c>3 MB</c>.</summary>
    public static string ShortBytes(double value) => value < 1e3 ? $"{Few(value)} B" : $"{Short(value)}B";

    private static string Few(double value) => Figures.Fixed(value, value < 10 && Math.Abs(value - Math.Round(value)) > 0.05 ? 1 : 0);
}
