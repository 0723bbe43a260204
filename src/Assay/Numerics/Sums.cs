using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Numerics;

/// <summary>Sums in a fixed order of four lanes, so that they are the same bits on every machine.</summary>
internal static class Sums
{
    private const int Lanes = 4;
    private const int Block = 1024;

    /// <summary>The sum; rounding grows with the number of blocks of 1,024, not of numbers.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        var total = 0.0;
        for (var start = 0; start < values.Length; start += Block)
        {
            total += OfBlock(values.Slice(start, Math.Min(Block, values.Length - start)));
        }

        return total;
    }

    /// <summary>Sum of products of two spans of the same length.</summary>
    public static double Dot(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var total = 0.0;
        for (var start = 0; start < first.Length; start += Block)
        {
            var length = Math.Min(Block, first.Length - start);
            total += DotOfBlock(first.Slice(start, length), second.Slice(start, length));
        }

        return total;
    }

    /// <summary>The mean; NaN of nothing.</summary>
    public static double Mean(ReadOnlySpan<double> values) => Of(values) / values.Length;

    /// <summary>The sum of squared distances from <paramref name="center"/>.</summary>
    public static double Squares(ReadOnlySpan<double> values, double center)
    {
        var total = 0.0;
        foreach (var value in values)
        {
            total += (value - center) * (value - center);
        }

        return total;
    }

    private static double OfBlock(ReadOnlySpan<double> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i + (2 * Lanes) <= values.Length; i += 2 * Lanes)
        {
            even += Vector256.LoadUnsafe(ref first, (nuint)i);
            odd += Vector256.LoadUnsafe(ref first, (nuint)(i + Lanes));
        }

        var sum = Vector256.Sum(even + odd);
        for (; i < values.Length; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    private static double DotOfBlock(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ref var l = ref MemoryMarshal.GetReference(left);
        ref var r = ref MemoryMarshal.GetReference(right);
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i + (2 * Lanes) <= left.Length; i += 2 * Lanes)
        {
            even += Vector256.LoadUnsafe(ref l, (nuint)i) * Vector256.LoadUnsafe(ref r, (nuint)i);
            odd += Vector256.LoadUnsafe(ref l, (nuint)(i + Lanes)) * Vector256.LoadUnsafe(ref r, (nuint)(i + Lanes));
        }

        var sum = Vector256.Sum(even + odd);
        for (; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
