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
        var weights = table.Weights.Length == 0 ? null : candidates.Sums(Array.ConvertAll(table.Weights, w => new SliceCell(w, w * w)));
        for (var slice = 0; slice < expected.Length; slice++)
        {
            var (weight, squares) = weights is null ? (candidates.SizeOf(slice), candidates.SizeOf(slice)) : (weights[slice].Rows, weights[slice].Loss);
            var spread = moments.SpreadOf(weight, squares);
            Spread[slice] = (float)spread;
            expected[slice] = (int)Math.Round(weight * moments.Mean * moments.Scale);
            factors[slice] = spread * moments.Deviation > 0 ? (float)(1 / (spread * moments.Deviation * moments.Scale)) : 0;
        }

        var seen = Enumerable.Range(0, candidates.Rows).Select(row => moments.Value(row, row)).ToArray();
        candidates.AddUp(seen, (slice, sum) => Z[slice] = Sided((sum - expected[slice]) * factors[slice]));
    }

    /// <summary>The z of every slice; its size where either direction counts.</summary>
    public float[] Z { get; }

    /// <summary>The standard deviation of every slice's sum, for losses with a standard deviation of 1.</summary>
    public float[] Spread { get; }

    /// <summary>The largest z of all slices in each permutation, ascending.</summary>
    public float[] Largest(int draws, SliceOptions options)
    {
        var batches = (draws + SliceLanes.Count - 1) / SliceLanes.Count;
        var largest = new float[batches * SliceLanes.Count];
        SliceTasks.Run(
            options.Threads,
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
        for (var lane = 0; lane < SliceLanes.Count; lane++)
        {
            for (var row = 0; row < scratch.Order.Length; row++)
            {
                scratch.Order[row] = row;
            }

            SeededRandom.For(seed, "slice permutations", (batch * SliceLanes.Count) + lane).Shuffle<int>(scratch.Order);
            for (var row = 0; row < scratch.Order.Length; row++)
            {
                lanes[(row * SliceLanes.Count) + lane] = moments.Value(row, scratch.Order[row]);
            }
        }
    }
}
