using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Data;
using Assay.Learners.Linear;

namespace Assay.Learners.Simple;

/// <summary>Rows as points: dense, padded to whole vectors of eight.</summary>
/// <param name="Stride">Numbers a point, a multiple of eight.</param>
/// <param name="Values">Point after point.</param>
internal sealed record NeighbourPoints(int Stride, float[] Values)
{
    private const int Lanes = 8;

    /// <summary>The points of these rows; a level counts half, so that two different levels are one apart in squared distance.</summary>
    public static NeighbourPoints Encode(LinearEncoding encoding, Sample rows, CancellationToken cancellation)
    {
        var stride = Math.Max(Lanes, (encoding.Width - 1 + Lanes - 1) / Lanes * Lanes);
        var factors = Factors(encoding);
        var values = new float[rows.Count * stride];
        var write = encoding.Bind(rows.Data);
        var one = new SparseRows(encoding.Width);
        for (var row = 0; row < rows.Count; row++)
        {
            if (row % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            one.Clear();
            write(rows.Rows[row], one);
            for (var at = 1; at < one.Kept; at++)
            {
                var place = one.Places[at];
                // Far outliers are held at ten deviations: their distance says no more.
                values[(row * stride) + place - 1] = (float)Math.Clamp(one.Values[at] * factors[place], -10, 10);
            }
        }

        return new NeighbourPoints(stride, values);
    }

    /// <summary>The squared distance of a point of this set to a point of another.</summary>
    /// <remarks>Eight sums side by side in a fixed order: the same bits on every machine.</remarks>
    public float Distance(int point, ReadOnlySpan<float> other)
    {
        ref var mine = ref MemoryMarshal.GetArrayDataReference(Values);
        ref var its = ref MemoryMarshal.GetReference(other);
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < Stride; i += Lanes)
        {
            var gap = Vector256.LoadUnsafe(ref mine, (nuint)((point * Stride) + i)) - Vector256.LoadUnsafe(ref its, (nuint)i);
            sum += gap * gap;
        }

        var half = sum.GetLower() + sum.GetUpper();
        return half[0] + half[1] + (half[2] + half[3]);
    }

    private static double[] Factors(LinearEncoding encoding)
    {
        var factors = new double[encoding.Width];
        var at = 1;
        foreach (var part in encoding.Parts)
        {
            Array.Fill(factors, part is LevelFeatures ? Math.Sqrt(0.5) : 1, at, part.Width);
            at += part.Width;
        }

        return factors;
    }
}
