using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Numerics;

/// <summary>Sums in a fixed order, so that they are the same bits on every machine.</summary>
internal static class Sums
{
    private const int Lanes = 4;
    private const int Block = 1024;

    /// <summary>The sum, pairwise: rounding grows with the logarithm of the length. The same additions in the same order as numpy's.</summary>
    /// <remarks>Halves of a multiple of eight numbers down to at most 128, these in eight lanes. Source: Higham, SIAM J. Sci. Comput. 14, 1993.</remarks>
    public static double Of(ReadOnlySpan<double> values)
    {
        if (values.Length <= 128)
        {
            return OfBlock(values);
        }

        var half = values.Length / 2;
        half -= half % (2 * Lanes);
        return Of(values[..half]) + Of(values[half..]);
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

        var sum = values.Length >= 2 * Lanes
            ? even[0] + even[1] + (even[2] + even[3]) + (odd[0] + odd[1] + (odd[2] + odd[3]))
            : 0;
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
