using Assay.Evaluation.Checks;
using Assay.Evaluation.Rows;
using Assay.Statistics;

namespace Assay.Evaluation.Decisions;

/// <summary>What acting on a model is worth over the thresholds people may hold, against acting on all rows and on none.</summary>
/// <param name="Points">Ascending in threshold.</param>
/// <remarks>
/// Net benefit is a mean over rows of true calls less false ones at the price the threshold implies, so it has the interval of a mean.
/// Source: Vickers and Elkin, Medical Decision Making 26, 2006; intervals: Vickers, Cronin, Elkin and Gonen, BMC Medical Informatics 8, 2008.
/// </remarks>
internal sealed record DecisionCurve(IReadOnlyList<DecisionPoint> Points)
{
    /// <summary>The curve at these thresholds, each in (0, 1); differences hold together (Bonferroni).</summary>
    public static DecisionCurve Of(double[] predicted, double[] truth, RowDesign design, IReadOnlyList<double> thresholds)
    {
        var together = design.Together(2 * thresholds.Count);
        return new([.. thresholds.Select(threshold =>
        {
            var price = threshold / (1 - threshold);
            double[] all = Array.ConvertAll(truth, t => t == 1 ? 1 : -price);
            double[] model = [.. predicted.Select((p, i) => p >= threshold ? all[i] : 0)];
            return new DecisionPoint(threshold, design.Mean(model, (-price, 1)), design.Mean(all, (-price, 1)))
            {
                OverNone = together.Mean(model, (-price, 1)),
                OverAll = together.Mean([.. model.Zip(all, (m, a) => m - a)], (-1, price)),
            };
        })]);
    }

    /// <summary>Net benefit of the model, of all and of none, with pointwise bands.</summary>
    public CheckCurve Curve() => new("Decision curve", "threshold probability", "net benefit, true positives a row",
    [
        new("model", [.. Points.Select(p => (p.Threshold, p.Model))]),
        new("act on all rows", [.. Points.Select(p => (p.Threshold, p.All))]),
        new("act on none", [.. Points.Select(p => (p.Threshold, new Interval(0, 0, 0, "by definition") { Level = p.Model.Level }))]),
    ]);
}
