using Assay.Evaluation.Rows;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Confidence;

/// <summary>Non-conformity of the truth of each row, and the size that a threshold gives.</summary>
/// <param name="OfTruth">Length n; larger fits worse.</param>
/// <param name="Size">Classes in the set of a row, or width of its interval, under a threshold.</param>
internal sealed record ConformalScores(double[] OfTruth, Func<int, double, double> Size)
{
    /// <summary>The threshold of every group from its calibration rows; infinite where they are too few.</summary>
    /// <param name="calibration">Row indices.</param>
    /// <param name="groups">The group of every row; one group for the plain guarantee, several for one in each (Mondrian).</param>
    /// <param name="coverage">The promised share, in (0, 1).</param>
    /// <param name="design">How all rows count and which belong together.</param>
    /// <remarks>Source: Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005, section 4.5 (Mondrian).</remarks>
    public double[] Thresholds(int[] calibration, Strata groups, double coverage, RowDesign design) =>
        [.. groups.At(calibration).Rows().Select(own => Threshold(Array.ConvertAll(own, i => calibration[i]), coverage, design))];

    // The new row comes with a unit of its own that may miss with all its weight. For rows of one weight that is the rank (n + 1) times the
    // coverage. Source: Angelopoulos, Bates, Fisch, Lei and Schuster, Conformal Risk Control, ICLR 2024, theorem 1, with each unit's missed
    // weight less the accepted share of its weight as the loss, at most the largest unit's weight times the coverage.
    private double Threshold(int[] rows, double coverage, RowDesign design)
    {
        var scores = Array.ConvertAll(rows, r => OfTruth[r]);
        if (design.Independent)
        {
            return Conformal.Threshold(scores, 1 - coverage).Score;
        }

        var own = design.At(rows);
        var largest = Enumerable.Range(0, rows.Length).GroupBy(i => own.Units.Length == 0 ? i : own.Units[i]).Select(u => u.Sum(own.Weight)).DefaultIfEmpty(0).Max();
        var left = coverage * (own.Total(rows.Length) + largest) * (1 - 1e-12);
        foreach (var i in RadixSort.Order(scores))
        {
            left -= own.Weight(i);
            if (left <= 0)
            {
                return scores[i];
            }
        }

        return double.PositiveInfinity;
    }

    /// <summary>Whether the truth of each judged row lies in its set (1 or 0).</summary>
    public double[] Covered(int[] judged, Strata groups, double[] thresholds) =>
        Array.ConvertAll(judged, row => OfTruth[row] <= thresholds[groups.Of[row]] ? 1.0 : 0.0);

    /// <summary>Mean size over the judged rows; infinite when a threshold is.</summary>
    public double MeanSize(int[] judged, Strata groups, double[] thresholds) => judged.Average(row => Size(row, thresholds[groups.Of[row]]));
}
