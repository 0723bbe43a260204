using Assay.Numerics;

namespace Assay.Tuning.Samplers;

/// <summary>Points that fill the unit cube more evenly than random ones: Halton's sequence with randomly permuted digits.</summary>
/// <remarks>Source: Owen, "A randomized Halton algorithm in R", 2017. Any number of points and of parameters.</remarks>
internal sealed class HaltonSequence(ulong seed)
{
    private const double Smallest = 1e-16;

    /// <summary>The coordinate of a point, in [0, 1).</summary>
    internal double At(int index, int parameter)
    {
        var prime = Prime(parameter);
        var (value, scale, rest) = (0.0, 1.0 / prime, index);
        var digits = new int[prime];
        for (var place = 0; scale > Smallest; place++, scale /= prime, rest /= prime)
        {
            for (var d = 0; d < prime; d++)
            {
                digits[d] = d;
            }

            SeededRandom.For(seed, $"halton-{parameter}", place).Shuffle<int>(digits);
            value += scale * digits[rest % prime];
        }

        return Math.Min(value, 1 - Smallest);
    }

    private static int Prime(int position)
    {
        var prime = 2;
        for (var found = 0; ; prime++)
        {
            if (Enumerable.Range(2, Math.Max(0, (int)Math.Sqrt(prime) - 1)).All(d => prime % d != 0) && found++ == position)
            {
                return prime;
            }
        }
    }
}
