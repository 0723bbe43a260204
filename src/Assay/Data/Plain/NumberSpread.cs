using System.Buffers;
using System.Runtime.CompilerServices;

namespace Assay.Data.Plain;

/// <summary>The distribution of numbers, exact, without sorting all of them: they are dealt into equal steps of their range, and a step is sorted when it is asked about.</summary>
internal sealed class NumberSpread : IDisposable
{
    private const int Steps = 1 << 13;

    // Looking through a step is cheaper than sorting it, until it was asked about so often.
    private const byte Patience = 24;
    private const byte Sorted = 255;
    private readonly double[] dealt;
    private readonly int[] starts = new int[Steps + 1];
    private readonly byte[] asked = new byte[Steps];
    private readonly double scale;

    /// <summary>Takes the numbers; NaN is left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public NumberSpread(ReadOnlySpan<double> cells)
    {
        var (least, most, present) = (double.PositiveInfinity, double.NegativeInfinity, 0);
        foreach (var cell in cells)
        {
            if (!double.IsNaN(cell))
            {
                least = Math.Min(least, cell);
                most = Math.Max(most, cell);
                present++;
            }
        }

        (Least, Most, Count) = (least, most, present);
        // Halves, because the whole range may be more than the largest double.
        var width = (most / 2) - (least / 2);
        scale = width > 0 && double.IsFinite(Steps / width) ? Steps / width : 0;
        dealt = ArrayPool<double>.Shared.Rent(present);
        var steps = ArrayPool<ushort>.Shared.Rent(present);
        var at = 0;
        foreach (var cell in cells)
        {
            if (!double.IsNaN(cell))
            {
                var step = StepOf(cell);
                steps[at++] = (ushort)step;
                starts[step + 1]++;
            }
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        var next = starts[..Steps];
        at = 0;
        foreach (var cell in cells)
        {
            if (!double.IsNaN(cell))
            {
                dealt[next[steps[at++]]++] = cell;
            }
        }

        ArrayPool<ushort>.Shared.Return(steps);
    }

    /// <summary>The number of numbers.</summary>
    public int Count { get; }

    /// <summary>The least.</summary>
    public double Least { get; }

    /// <summary>The largest.</summary>
    public double Most { get; }

    /// <summary>Gives its memory back; it must not be asked afterwards.</summary>
    public void Dispose() => ArrayPool<double>.Shared.Return(dealt);

    /// <summary>The number at a rank from 0.</summary>
    public double At(int rank)
    {
        var (low, high) = (0, Steps - 1);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = starts[middle + 1] > rank ? (low, middle) : (middle + 1, high);
        }

        return Step(low)[rank - starts[low]];
    }

    /// <summary>How many numbers are below x, or at most x.</summary>
    public int Below(double x, bool orEqual)
    {
        if (x < Least || Count == 0)
        {
            return 0;
        }

        if (x > Most)
        {
            return Count;
        }

        var step = StepOf(x);
        if (asked[step] < Patience)
        {
            asked[step]++;
            return starts[step] + Scan(dealt.AsSpan(starts[step], starts[step + 1] - starts[step]), x, orEqual);
        }

        return starts[step] + Below(Step(step), x, orEqual);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Scan(ReadOnlySpan<double> numbers, double x, bool orEqual)
    {
        var (below, equal) = (0, 0);
        foreach (var number in numbers)
        {
            below += number < x ? 1 : 0;
            equal += number == x ? 1 : 0;
        }

        return below + (orEqual ? equal : 0);
    }

    /// <summary>How many of sorted numbers are below x, or at most x.</summary>
    public static int Below(ReadOnlySpan<double> numbers, double x, bool orEqual)
    {
        var (low, high) = (0, numbers.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            var before = orEqual ? numbers[middle] <= x : numbers[middle] < x;
            (low, high) = before ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int StepOf(double value) => Math.Min(Steps - 1, (int)(((value / 2) - (Least / 2)) * scale));

    private ReadOnlySpan<double> Step(int step)
    {
        var part = dealt.AsSpan(starts[step], starts[step + 1] - starts[step]);
        if (asked[step] != Sorted)
        {
            part.Sort();
            asked[step] = Sorted;
        }

        return part;
    }
}
