using Assay.Evaluation.Rows;
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
    /// <remarks>Source: Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005, section 4.5 (Mondrian).</remarks>
    public double[] Thresholds(int[] calibration, Strata groups, double coverage) =>
        [.. groups.At(calibration).Rows().Select(own => Conformal.Threshold([.. own.Select(i => OfTruth[calibration[i]])], 1 - coverage).Score)];

    /// <summary>Whether the truth of each judged row lies in its set (1 or 0).</summary>
    public double[] Covered(int[] judged, Strata groups, double[] thresholds) =>
        Array.ConvertAll(judged, row => OfTruth[row] <= thresholds[groups.Of[row]] ? 1.0 : 0.0);

    /// <summary>Mean size over the judged rows; infinite when a threshold is.</summary>
    public double MeanSize(int[] judged, Strata groups, double[] thresholds) => judged.Average(row => Size(row, thresholds[groups.Of[row]]));
}
