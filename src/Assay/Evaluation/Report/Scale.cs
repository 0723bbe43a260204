namespace Assay.Evaluation.Report;

/// <summary>Maps values to pixels, linearly or on the logarithm.</summary>
/// <param name="Low">Smallest value shown; above 0 when logarithmic.</param>
/// <param name="High">Largest value shown.</param>
/// <param name="From">Pixel of <paramref name="Low"/>.</param>
/// <param name="To">Pixel of <paramref name="High"/>; may be smaller than <paramref name="From"/>.</param>
internal sealed record Scale(double Low, double High, double From, double To)
{
    /// <summary>Whether equal ratios take equal space.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>A linear scale over these values, widened a little; a made-up range around a single value.</summary>
    public static Scale Linear(IEnumerable<double> values, double from, double to)
    {
        var (low, high) = Range(values.Where(double.IsFinite));
        var room = high > low ? (high - low) * 0.06 : Math.Max(Math.Abs(high) * 0.05, 1e-9);
        return new Scale(low - room, high + room, from, to);
    }

    /// <summary>A logarithmic scale over the positive ones of these values.</summary>
    public static Scale Log(IEnumerable<double> values, double from, double to)
    {
        var (low, high) = Range(values.Where(v => double.IsFinite(v) && v > 0));
        (low, high) = low > 0 ? (low, high) : (1, 10);
        var room = high > low ? Math.Pow(high / low, 0.06) : 1.6;
        return new Scale(low / room, high * room, from, to) { Logarithmic = true };
    }

    /// <summary>The pixel of a value; values outside are drawn at the edge.</summary>
    public double At(double value)
    {
        var clamped = Math.Clamp(value, Low, High);
        var share = Logarithmic ? Math.Log(clamped / Low) / Math.Log(High / Low) : (clamped - Low) / (High - Low);
        return From + (share * (To - From));
    }

    /// <summary>Whether the value lies on the scale.</summary>
    public bool Holds(double value) => value >= Low && value <= High;

    /// <summary>Round numbers on the scale, about as many as asked for.</summary>
    /// <remarks>Source: Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990; on the logarithm powers of ten, with 2 and 5 between where there is room.</remarks>
    public IReadOnlyList<double> Ticks(int about) => Logarithmic ? LogTicks(about) : LinearTicks(about);

    /// <summary>The distance of neighbouring ticks on a linear scale.</summary>
    public double Step(int about)
    {
        var rough = (High - Low) / Math.Max(1, about);
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var lead = rough / power;
        return power * (lead < 1.5 ? 1 : lead < 3 ? 2 : lead < 7 ? 5 : 10);
    }

    private List<double> LinearTicks(int about)
    {
        var step = Step(about);
        var first = Math.Ceiling((Low / step) - 1e-9);
        var ticks = new List<double>();
        for (var k = first; k * step <= High + (step * 1e-9) && ticks.Count < 50; k++)
        {
            ticks.Add(k * step);
        }

        return ticks;
    }

    private List<double> LogTicks(int about)
    {
        var firstDecade = (int)Math.Floor(Math.Log10(Low));
        var decades = Math.Log10(High / Low);
        double[] leads = decades < about / 3.0 ? [1, 2, 5] : decades < about / 1.5 ? [1, 3] : [1];
        var stride = Math.Max(1, (int)Math.Ceiling(decades / Math.Max(1, about)));
        var ticks = new List<double>();
        for (var decade = firstDecade; decade <= firstDecade + decades + 1; decade++)
        {
            if (leads.Length > 1 || (decade - firstDecade) % stride == 0)
            {
                ticks.AddRange(leads.Select(lead => lead * Math.Pow(10, decade)).Where(Holds));
            }
        }

        return ticks.Count > 1 ? ticks : [Low * 1.0000001, High * 0.9999999];
    }

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return low <= high ? (low, high) : (0, 1);
    }
}
