using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Data;

/// <summary>What one pass over numbers tells; NaN is missing and counts in none of it.</summary>
/// <param name="Present">How many are not missing.</param>
/// <param name="Minimum">The smallest; positive infinity when none is present.</param>
/// <param name="Maximum">The largest; negative infinity when none is present.</param>
/// <param name="Whole">No value has a fraction.</param>
internal readonly record struct NumberSummary(long Present, double Minimum, double Maximum, bool Whole)
{
    /// <summary>Whether a value is infinite.</summary>
    public bool HasInfinite => Present > 0 && (double.IsInfinity(Minimum) || double.IsInfinity(Maximum));

    /// <summary>Summarises the values, several at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static NumberSummary Of(ReadOnlySpan<double> values)
    {
        var lanes = new Lanes();
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        foreach (var vector in vectors)
        {
            lanes.Take(vector);
        }

        Span<double> rest = stackalloc double[Vector<double>.Count];
        rest.Fill(double.NaN);
        values[(vectors.Length * Vector<double>.Count)..].CopyTo(rest);
        lanes.Take(new Vector<double>(rest));
        return lanes.Sum();
    }

    private struct Lanes()
    {
        private Vector<long> present;
        private Vector<long> fractions;
        private Vector<double> minimum = new(double.PositiveInfinity);
        private Vector<double> maximum = new(double.NegativeInfinity);

        // A comparison's lane is -1 where it holds; none holds for NaN.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(Vector<double> values)
        {
            var given = Vector.Equals(values, values);
            present -= given;
            fractions |= Vector.AndNot(given, Vector.Equals(Vector.Floor(values), values));
            minimum = Vector.ConditionalSelect(Vector.LessThan(values, minimum), values, minimum);
            maximum = Vector.ConditionalSelect(Vector.GreaterThan(values, maximum), values, maximum);
        }

        public readonly NumberSummary Sum()
        {
            var (smallest, largest) = (minimum[0], maximum[0]);
            for (var i = 1; i < Vector<double>.Count; i++)
            {
                smallest = Math.Min(smallest, minimum[i]);
                largest = Math.Max(largest, maximum[i]);
            }

            return new NumberSummary(Vector.Sum(present), smallest, largest, fractions == Vector<long>.Zero);
        }
    }
}
