using System.Text.Json.Serialization;
using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>A number as standardised features: itself, and where asked for its levels, its logarithm and a natural cubic spline.</summary>
/// <remarks>
/// Missing and infinite cells take the median and, when the training rows had any, a feature of their own. Values are held within one
/// range beyond the training values, so that a slip of the pen cannot carry a prediction away.
/// Source of the spline: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd edition, section 5.2.1.
/// </remarks>
internal sealed record NumberFeatures : FeaturePart
{
    /// <summary>What is read from the cell.</summary>
    public NumberReading Reading { get; init; }

    /// <summary>The median of the training rows.</summary>
    public double Median { get; init; }

    /// <summary>Smallest value let through.</summary>
    public double Low { get; init; }

    /// <summary>Largest value let through.</summary>
    public double High { get; init; }

    /// <summary>Whether a missing cell is a feature of its own.</summary>
    public bool TellsMissing { get; init; }

    /// <summary>Values that have a feature each, increasing.</summary>
    public double[] Levels { get; init; } = [];

    /// <summary>Where positive: the spline is on log(1 + (value - smallest) / this).</summary>
    public double LogarithmScale { get; init; }

    /// <summary>The smallest training value.</summary>
    public double Smallest { get; init; }

    /// <summary>Knots of the spline on the (logarithm of the) value; empty for none.</summary>
    public double[] Knots { get; init; } = [];

    /// <summary>Means of value, logarithm and spline columns over the training rows.</summary>
    public double[] Centres { get; init; } = [];

    /// <summary>Their standard deviations; 0 leaves the feature out.</summary>
    public double[] Spreads { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Width => Curves + Levels.Length + (TellsMissing ? 1 : 0);

    [JsonIgnore]
    private int Curves => 1 + (LogarithmScale > 0 ? 1 : 0) + Math.Max(0, Knots.Length - 2);

    /// <inheritdoc/>
    public override Action<int, SparseRows, int> Bind(Dataset data)
    {
        var column = Shapes.Find<NumberColumn>(data, Column);
        return (row, into, first) =>
        {
            var value = Read(column.Values[row], Reading);
            var known = double.IsFinite(value);
            WriteCurves(known ? Math.Clamp(value, Low, High) : Median, into, first);
            if (Levels.Length > 0 && known && Array.BinarySearch(Levels, value) is var level and >= 0)
            {
                into.Add(first + Curves + level, 1);
            }

            if (!known && TellsMissing)
            {
                into.Add(first + Curves + Levels.Length, 1);
            }
        };
    }

    /// <summary>The number meant by a reading; NaN when there is none.</summary>
    public static double Read(double cell, NumberReading reading)
    {
        if (reading == NumberReading.Value || !(Math.Abs(cell) < 6e10))
        {
            return reading == NumberReading.Value ? cell : double.NaN;
        }

        var moment = DateTime.UnixEpoch.AddSeconds(Math.Floor(cell));
        return reading switch { NumberReading.Month => moment.Month, NumberReading.Weekday => (int)moment.DayOfWeek, _ => moment.Hour };
    }

    /// <summary>The value, its logarithm and its spline columns before they are standardised. Length: as <see cref="Centres"/>.</summary>
    public void Curve(double value, Span<double> curves)
    {
        curves[0] = value;
        var at = 1;
        var along = value;
        if (LogarithmScale > 0)
        {
            along = Math.Log(1 + (Math.Max(0, value - Smallest) / LogarithmScale));
            curves[at++] = along;
        }

        for (var i = 0; i + 2 < Knots.Length; i++)
        {
            curves[at++] = Slope(along, i) - Slope(along, Knots.Length - 2);
        }
    }

    private double Slope(double value, int knot)
    {
        var last = Knots[^1];
        var span = last - Knots[0];
        return (Cube((value - Knots[knot]) / span) - Cube((value - last) / span)) / ((last - Knots[knot]) / span);
    }

    private static double Cube(double value) => value > 0 ? value * value * value : 0;

    private void WriteCurves(double value, SparseRows into, int first)
    {
        Span<double> curves = stackalloc double[Centres.Length];
        Curve(value, curves);
        for (var i = 0; i < curves.Length; i++)
        {
            if (Spreads[i] > 0)
            {
                into.Add(first + i, (curves[i] - Centres[i]) / Spreads[i]);
            }
        }
    }
}
