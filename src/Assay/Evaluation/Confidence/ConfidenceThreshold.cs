using Assay.Evaluation.Rows;
using Assay.Statistics;

namespace Assay.Evaluation.Confidence;

/// <summary>The lowest confidence from which on answers reach a wanted accuracy, with a guarantee.</summary>
/// <remarks>
/// Thresholds of a grid fixed in advance are tested from the strictest on, each against the exact binomial tail, until one is not shown; five
/// chains start along the grid, each with a fifth of the risk. Then P(accuracy above the threshold is at least the wanted one) is at least the
/// level over data sets. Source: Angelopoulos, Bates, Candes, Jordan and Lei, Learn then Test, Annals of Applied Statistics 19, 2025 (fixed-sequence
/// testing); Bauer, Biometrical Journal 33, 1991.
/// </remarks>
internal static class ConfidenceThreshold
{
    private const int Chains = 5;

    /// <summary>Thresholds from 1 / classes (rounded up to a whole percent) to 0.999.</summary>
    public static double[] Grid(int classes) =>
        [.. Enumerable.Range((int)Math.Ceiling(100.0 / classes), 100 - (int)Math.Ceiling(100.0 / classes)).Select(k => k / 100.0), 0.995, 0.999];

    /// <summary>The lowest threshold shown to reach the accuracy; NaN when none is.</summary>
    /// <param name="confidence">Length n.</param>
    /// <param name="right">0 or 1, length n.</param>
    /// <param name="wanted">The wanted accuracy, in (0, 1), and the number of classes.</param>
    /// <param name="design">How rows count, and the level of the guarantee.</param>
    public static double For(double[] confidence, double[] right, (double Accuracy, int Classes) wanted, RowDesign design)
    {
        // An interval of this level has the chain's share of the risk below it.
        var risk = (1 - design.Level) / Chains;
        var chain = design with { Level = 1 - (2 * risk) };
        // So many rows are needed to show it even when all are right; how many there are says nothing about the truth.
        var least = Math.Ceiling(Math.Log(risk) / Math.Log(wanted.Accuracy));
        double[] grid = [.. Grid(wanted.Classes).Where(t => confidence.Count(c => c >= t) >= least)];
        var lowest = double.NaN;
        for (var k = 0; k < Chains; k++)
        {
            var at = grid.Length - 1 - (k * grid.Length / Chains);
            for (; at >= 0 && IsShown(grid[at]); at--)
            {
                lowest = double.IsNaN(lowest) ? grid[at] : Math.Min(lowest, grid[at]);
            }
        }

        return lowest;

        bool IsShown(double threshold)
        {
            int[] rows = [.. Enumerable.Range(0, confidence.Length).Where(i => confidence[i] >= threshold)];
            return chain.At(rows).Share(Array.ConvertAll(rows, r => right[r])).Low >= wanted.Accuracy;
        }
    }
}
