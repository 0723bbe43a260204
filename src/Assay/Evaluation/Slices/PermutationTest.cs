using System.Runtime.Intrinsics;
using Assay.Numerics;

namespace Assay.Evaluation.Slices;

/// <summary>How far the sums of slices lie above what losses dealt at random would give, and how far the furthest of them lies by chance.</summary>
/// <remarks>
/// Single-step max-T: Westfall and Young, Resampling-Based Multiple Testing, 1993, algorithm 2.5, with the add-one p value of Phipson and
/// Smyth, SAGMB 9, 2010. All slices share one pass for sixteen permutations. p values of one side are doubled, so that they go with
/// two-sided intervals; the chance of any false finding on the worse side is then half the level.
/// </remarks>
internal sealed class PermutationTest
{
    // Shuffling more rows costs more than adding them up, because their losses no longer lie near each other in memory.
    private const int MostShuffledEach = 100_000;

    // Every thread holds sixteen losses a row.
    private const long MostLaneBytes = 1L << 30;

    private readonly SliceCandidates candidates;
    private readonly LossMoments moments;
    private readonly SliceSide side;
    private readonly int[] expected;
    private readonly float[] factors;

    public PermutationTest(SliceCandidates candidates, SliceTable table, SliceSide side)
    {
        (this.candidates, this.side) = (candidates, side);
        moments = new LossMoments(table);
        (expected, factors) = (new int[candidates.Count], new float[candidates.Count]);
        (Z, Spread) = (new float[candidates.Count], new float[candidates.Count]);
        Weight = new float[candidates.Count];
        var weights = table.Weights.Length == 0 ? null : candidates.Sums(Array.ConvertAll(table.Weights, w => new SliceCell(w, w * w)));
        for (var slice = 0; slice < expected.Length; slice++)
        {
            var (weight, squares) = weights is null ? (candidates.SizeOf(slice), candidates.SizeOf(slice)) : (weights[slice].Rows, weights[slice].Loss);
            var spread = moments.SpreadOf(weight, squares);
            (Spread[slice], Weight[slice]) = ((float)spread, (float)weight);
            expected[slice] = (int)Math.Round(weight * moments.Mean * moments.Scale);
            factors[slice] = spread * moments.Deviation > 0 ? (float)(1 / (spread * moments.Deviation * moments.Scale)) : 0;
        }

        var seen = new int[candidates.Rows];
        for (var row = 0; row < seen.Length; row++)
        {
            seen[row] = moments.Value(row, row);
        }

        candidates.AddUp(seen, (slice, sum) => Z[slice] = Sided((sum - expected[slice]) * factors[slice]));
        if (table.Weights.Length > 0 || !table.IsZeroOne)
        {
            SpreadOfTheirOwn(table);
        }
    }

    /// <summary>The z of every slice; its size where either direction counts.</summary>
    /// <remarks>
    /// Where the losses of a slice may scatter more than those of all rows, which is not so for losses of 0 and 1 dealt at random, the z over
    /// the slice's own and the other rows' scatter (Welch) when that is nearer 0: what is called significant is then beyond both.
    /// </remarks>
    public float[] Z { get; }

    /// <summary>The weight of every slice.</summary>
    public float[] Weight { get; }

    /// <summary>How much more a slice surely loses than all rows: its mean loss above theirs, less so many standard errors.</summary>
    public double SureExcess(int slice, float errors) => (Z[slice] - errors) * moments.Deviation * Spread[slice] / Weight[slice];

    /// <summary>The standard deviation of every slice's sum, for losses with a standard deviation of 1.</summary>
    public float[] Spread { get; }

    /// <summary>The largest z of all slices in each permutation, ascending.</summary>
    public float[] Largest(int draws, SliceOptions options)
    {
        var batches = (draws + SliceLanes.Count - 1) / SliceLanes.Count;
        var largest = new float[batches * SliceLanes.Count];
        SliceTasks.Run(
            (int)Math.Clamp(MostLaneBytes / (64L * Math.Max(1, candidates.Rows)), 1, options.Threads),
            [.. Enumerable.Range(0, batches)],
            () => (Values: new SliceLanes[candidates.Rows], Order: new int[candidates.Rows]),
            (scratch, batch) =>
            {
                options.Cancellation.ThrowIfCancellationRequested();
                Deal(scratch, batch, options.Seed);
                MaximaOf(scratch.Values).CopyTo(largest, batch * SliceLanes.Count);
            });
        Array.Resize(ref largest, draws);
        Array.Sort(largest);
        return largest;
    }

    /// <summary>The adjusted p value of a z, two-sided.</summary>
    public double AdjustedP(float z, float[] largest)
    {
        var at = Array.BinarySearch(largest, z);
        at = at < 0 ? ~at : at;
        while (at > 0 && largest[at - 1] >= z)
        {
            at--;
        }

        return Math.Min(1, (side == SliceSide.Worse ? 2.0 : 1) * (1 + largest.Length - at) / (largest.Length + 1));
    }

    /// <summary>The z that must be exceeded to have an adjusted p value of at most the level; infinite when there are too few draws.</summary>
    public float Critical(double level, float[] largest)
    {
        var allowed = (int)Math.Floor(level * (largest.Length + 1) / (side == SliceSide.Worse ? 2 : 1)) - 1;
        return allowed < 0 ? float.PositiveInfinity : largest[^(allowed + 1)];
    }

    private void SpreadOfTheirOwn(SliceTable table)
    {
        var rows = new SliceSpread[table.Rows];
        var all = default(SliceSpread);
        for (var row = 0; row < rows.Length; row++)
        {
            all += rows[row] = SliceSpread.OfRow(table.Weights.Length == 0 ? 1 : table.Weights[row], table.Losses[row] - moments.Mean);
        }

        candidates.AddUp(rows, (slice, inside) =>
        {
            var outside = all - inside;
            var own = (float)((inside.Mean - outside.Mean) / Math.Sqrt(inside.Variance + outside.Variance));
            Z[slice] = float.IsFinite(own) && Math.Abs(own) < Math.Abs(Z[slice]) ? Sided(own) : Z[slice];
        });
    }

    private float Sided(float z) => side == SliceSide.Worse ? z : Math.Abs(z);

    private Vector512<float> MaximaOf(SliceLanes[] values)
    {
        var maxima = Vector512.Create(float.NegativeInfinity);
        candidates.AddUp(values, (slice, sum) =>
        {
            var z = Vector512.ConvertToSingle(sum.All - Vector512.Create(expected[slice])) * factors[slice];
            maxima = Vector512.Max(maxima, side == SliceSide.Worse ? z : Vector512.Abs(z));
        });
        return maxima;
    }

    private void Deal((SliceLanes[] Values, int[] Order) scratch, int batch, ulong seed)
    {
        Span<int> lanes = System.Runtime.InteropServices.MemoryMarshal.Cast<SliceLanes, int>(scratch.Values.AsSpan());
        var order = scratch.Order;
        for (var lane = 0; lane < SliceLanes.Count; lane++)
        {
            var random = SeededRandom.For(seed, "slice permutations", (batch * SliceLanes.Count) + lane);
            if (lane == 0 || order.Length <= MostShuffledEach)
            {
                Shuffle(order, random);
            }

            // Of a long table one shuffle serves all lanes, each turned round by a number of rows of its own: every lane by itself is dealt as
            // any shuffle is, and lanes of one shuffle have no row's loss in common.
            var from = order.Length <= MostShuffledEach ? 0 : random.Next(order.Length);
            for (var row = 0; row < order.Length; row++)
            {
                lanes[(row * SliceLanes.Count) + lane] = moments.Value(row, order[from]);
                from = from + 1 == order.Length ? 0 : from + 1;
            }
        }
    }

    private static void Shuffle(int[] order, SeededRandom random)
    {
        for (var row = 0; row < order.Length; row++)
        {
            order[row] = row;
        }

        random.Shuffle<int>(order);
    }
}
