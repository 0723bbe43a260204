using Assay.Evaluation.Checks;
using Assay.Evaluation.Rows;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Confidence;

/// <summary>How many answers are wrong when only the most confident ones are given.</summary>
/// <param name="Area">Area under the curve: mean risk over all shares of rows answered.</param>
/// <param name="Saved">Risk of answering every row less that area: what the order by confidence is worth; above 0 it is worth something.</param>
/// <param name="ExcessArea">The area less that of the best possible order.</param>
/// <param name="Curve">Risk over coverage with intervals of each point.</param>
/// <remarks>Source: Geifman and El-Yaniv, NeurIPS 2017.</remarks>
internal sealed record RiskCoverage(Interval Area, Interval Saved, double ExcessArea, CheckCurve Curve)
{
    private const int Points = 20;

    /// <summary>The curve of these rows.</summary>
    /// <param name="confidence">Length n.</param>
    /// <param name="right">0 or 1, length n.</param>
    /// <param name="design">How rows count.</param>
    /// <param name="options">How rows are drawn again.</param>
    public static RiskCoverage Of(double[] confidence, double[] right, RowDesign design, BootstrapOptions options)
    {
        var wrong = Array.ConvertAll(right, r => 1 - r);
        var order = RadixSort.Order(Array.ConvertAll(confidence, c => -c));
        // Equally sure rows come in together: their order in the file must not count.
        bool[] last = [.. order.Select((row, i) => i + 1 == order.Length || confidence[order[i + 1]] != confidence[row])];
        bool[] each = [.. order.Select(_ => true)];
        var area = Bootstrap.Of(w => Sweep(order, last, wrong, w).Area, wrong.Length, options);
        double[] weights = [.. order.Select((_, row) => design.Weight(row))];
        return new(
            area,
            Bootstrap.Of(w => Sweep(order, last, wrong, w) is var (a, risk) ? risk - a : double.NaN, wrong.Length, options),
            area.Value - Sweep(RadixSort.Order(wrong), each, wrong, weights).Area,
            Draw(order, last, wrong, design));
    }

    private static (double Area, double Risk) Sweep(int[] order, bool[] last, double[] wrong, ReadOnlySpan<double> weights)
    {
        var (lost, answered, area, together) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < order.Length; i++)
        {
            var row = order[i];
            var weight = weights[row];
            lost += weight * wrong[row];
            answered += weight;
            together += weight;
            if (last[i] && together > 0)
            {
                area += together * lost / answered;
                together = 0;
            }
        }

        return (area / answered, lost / answered);
    }

    private static CheckCurve Draw(int[] order, bool[] last, double[] wrong, RowDesign design)
    {
        int[] ends = [.. Enumerable.Range(1, Points).Select(k => (int)Math.Ceiling(((double)k / Points * order.Length) - 1e-9)).Where(n => n >= 10).Select(n => Array.IndexOf(last, true, n - 1) + 1).Distinct()];
        var total = design.Total(order.Length);
        return new CheckCurve("Risk and coverage", "share of rows answered, most confident first", "share of answers wrong",
        [
            new("", [.. ends.Select(end =>
            {
                var rows = order[..end];
                return (rows.Sum(design.Weight) / total, design.At(rows).Share(Array.ConvertAll(rows, r => wrong[r])));
            })]),
        ]);
    }
}
