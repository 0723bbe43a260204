using Assay.Evaluation.Rows;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Decay;

/// <summary>How far a column's values moved from the earlier to the later half of the rows.</summary>
/// <param name="Column">The column.</param>
/// <param name="Distance">Root of the Jensen-Shannon divergence of the halves, 0 to 1, over levels or quartiles.</param>
/// <param name="P">p value of no move, blocks of neighbouring rows dealt to the halves at random.</param>
/// <remarks>Whole blocks are dealt, because neighbours in time resemble each other and single rows would make any column seem to move.</remarks>
internal sealed record ColumnDrift(string Column, double Distance, double P)
{
    private const int Blocks = 40;
    private const int Deals = 5000;

    /// <summary>The move of a column.</summary>
    /// <param name="strata">The column's values.</param>
    /// <param name="order">Row indices in order of time.</param>
    /// <param name="seed">The seed of the deals.</param>
    public static ColumnDrift Of(Strata strata, int[] order, ulong seed)
    {
        var blocks = Math.Min(Blocks, order.Length / 2 * 2);
        var counts = Enumerable.Range(0, blocks).Select(_ => new double[strata.Names.Count]).ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            counts[(int)((long)i * blocks / order.Length)][strata.Of[order[i]]]++;
        }

        int[] places = [.. Enumerable.Range(0, blocks)];
        var seen = Distances(counts, places);
        var random = SeededRandom.For(seed, $"drift of {strata.Name}");
        var asFar = 0;
        for (var deal = 0; deal < Deals; deal++)
        {
            random.Shuffle<int>(places);
            asFar += Distances(counts, places) >= seen * (1 - 1e-12) ? 1 : 0;
        }

        return new(strata.Name, seen, (1.0 + asFar) / (1 + Deals));
    }

    private static double Distances(double[][] counts, int[] places)
    {
        var (early, late) = (new double[counts[0].Length], new double[counts[0].Length]);
        for (var i = 0; i < places.Length; i++)
        {
            var half = 2 * i < places.Length ? early : late;
            var own = counts[places[i]];
            for (var k = 0; k < own.Length; k++)
            {
                half[k] += own[k];
            }
        }

        return CountDrift.JensenShannon(early, late);
    }
}
