namespace Assay.Evaluation.Report;

/// <summary>What one side of a chart shows.</summary>
/// <param name="Title">What is measured, with its unit.</param>
/// <param name="Values">Values the axis has to hold; those that are not finite are passed over.</param>
internal sealed record Axis(string Title, IReadOnlyCollection<double> Values)
{
    /// <summary>Whether equal ratios take equal space.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Exactly this range instead of one around the values.</summary>
    public (double Low, double High)? Exactly { get; init; }

    /// <summary>How a tick is written; by default in short and with the decimals the ticks' distance asks for.</summary>
    public Func<double, string>? Label { get; init; }

    /// <summary>The scale from one pixel to another.</summary>
    public Scale Scale(double from, double to) =>
        Exactly is { } range ? new Scale(range.Low, range.High, from, to) { Logarithmic = Logarithmic }
        : Logarithmic ? Report.Scale.Log(Values, from, to)
        : Report.Scale.Linear(Values, from, to);

    /// <summary>The ticks' places and words.</summary>
    public IReadOnlyList<(double At, string Text)> Ticks(Scale scale, int about)
    {
        var ticks = scale.Ticks(about);
        var label = Label ?? (scale.Logarithmic ? Short : Even(ticks, scale.Step(about)));
        return [.. ticks.Select(t => (t, label(t)))];
    }

    /// <summary>The ticks of a level axis with the pixel their words are centred on: inside the picture, and only those that stand apart.</summary>
    public IReadOnlyList<(double At, double Middle, string Text)> TicksApart(Scale scale, int about, double width)
    {
        const double letter = 6.6;
        var kept = new List<(double At, double Middle, string Text)>();
        var taken = double.NegativeInfinity;
        foreach (var (at, text) in Ticks(scale, about))
        {
            var half = text.Length * letter / 2;
            var middle = Math.Clamp(scale.At(at), half, Math.Max(half, width - half));
            if (middle - half >= taken + 8)
            {
                kept.Add((at, middle, text));
                taken = middle + half;
            }
        }

        return kept;
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

    // All ticks in one unit, with the decimals their distance asks for.
    private static Func<double, string> Even(IReadOnlyList<double> ticks, double step)
    {
        var (unit, sign) = ticks.Select(Math.Abs).DefaultIfEmpty(0).Max() switch
        {
            >= 1e10 => (1e9, " G"),
            >= 1e7 => (1e6, " M"),
            >= 1e4 => (1e3, " k"),
            _ => (1, ""),
        };
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step / unit) - 1e-9), 0, 20);
        return value => unit > 1 && value == 0 ? "0" : Figures.Fixed(value / unit, decimals) + sign;
    }

    private static string Few(double value) => Figures.Fixed(value, value < 10 && Math.Abs(value - Math.Round(value)) > 0.05 ? 1 : 0);
}
