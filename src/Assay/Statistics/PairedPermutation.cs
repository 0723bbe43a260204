using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Whether two models differ in any number: their predictions change places row by row (or unit by unit), as they could if they did not.</summary>
/// <param name="Difference">First minus second; NaN when a number is undefined.</param>
/// <param name="P">Two-sided p value; NaN when undefined. Never 0.</param>
/// <param name="Swaps">Swaps looked at: all of them when exact, otherwise random ones.</param>
/// <param name="Exact">Whether every swap was looked at.</param>
/// <remarks>
/// Exact p: share of all swaps whose difference is at least as large. Otherwise (1 + those as large) / (1 + drawn) (Davison and Hinkley
/// 1997, section 4.2; Phipson and Smyth, SAGMB 9, 2010). Source: Fisher, The Design of Experiments, 1935; for measures of whole test
/// sets: Yeh, COLING 2000. For a mean it is the sign-flip test. Assumes that without a difference a unit's two predictions could as
/// well have come from the other model; that is more than equal means, so a p value may also be small because of unequal spreads.
/// </remarks>
public sealed record PairedPermutation(double Difference, double P, long Swaps, bool Exact)
{
    /// <summary>The test.</summary>
    /// <param name="both">The number over 2 x <paramref name="rows"/> rows, the first model's and then the second's, as a function of row weights; called from several threads.</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="options">Units swapped whole, row weights, draws, seed and threads. All swaps are looked at when they are no more than the draws.</param>
    /// <exception cref="ArgumentException">Units or row weights do not line up with the rows.</exception>
    /// <exception cref="OperationCanceledException">The options' token ended the drawing.</exception>
    public static PairedPermutation Of(WeightedScore both, int rows, BootstrapOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Draws);
        var resampling = new Resampling(rows, options);
        var plain = resampling.Plain();
        var seen = Under(both, plain, _ => false, new double[2 * rows]);
        // Swapping every unit turns the difference round, so the first unit may stay in its place.
        var free = resampling.Units - 1;
        var exact = free < 31 && 1L << free <= options.Draws;
        var count = exact ? 1 << free : options.Draws;
        if (double.IsNaN(seen))
        {
            return new(double.NaN, double.NaN, count, exact);
        }

        var asLarge = new bool[count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads), CancellationToken = options.Cancellation };
        Parallel.For(0, count, parallel, () => (Weights: new double[2 * rows], Bits: new ulong[(resampling.Units + 63) / 64]), (draw, _, scratch) =>
        {
            Choose(scratch.Bits, exact ? (ulong)draw << 1 : null, SeededRandom.For(options.Seed, "swaps", draw));
            var difference = Under(both, plain, row => Bit(scratch.Bits, resampling.UnitOf(row)), scratch.Weights);
            // Rounding must not make the swap that changes nothing smaller than what was seen; an undefined one counts against the claim.
            asLarge[draw] = !(Math.Abs(difference) < Math.Abs(seen) * (1 - 1e-12));
            return scratch;
        }, _ => { });
        var larger = asLarge.Count(x => x);
        return new(seen, exact ? (double)larger / count : (1.0 + larger) / (1.0 + count), count, exact);
    }

    private static void Choose(ulong[] bits, ulong? given, SeededRandom random)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = given ?? random.NextBits();
        }
    }

    private static bool Bit(ulong[] bits, int unit) => ((bits[unit / 64] >> (unit % 64)) & 1) != 0;

    // A row of weight 0 does not exist: each model's number is over the half of the rows that are its own under this swap.
    private static double Under(WeightedScore both, double[] plain, Func<int, bool> swapped, double[] weights)
    {
        var rows = plain.Length;
        for (var row = 0; row < rows; row++)
        {
            (weights[row], weights[rows + row]) = swapped(row) ? (0.0, plain[row]) : (plain[row], 0.0);
        }

        var first = both(weights);
        for (var row = 0; row < rows; row++)
        {
            (weights[row], weights[rows + row]) = (weights[rows + row], weights[row]);
        }

        return first - both(weights);
    }
}
