using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>A mean score as miscalibration - discrimination + uncertainty: what mending would save, what the order of the rows is worth, and what knowing nothing costs.</summary>
/// <param name="Score">The mean score of the probabilities.</param>
/// <param name="Miscalibration">What the best recalibration of these rows would save, at least 0.</param>
/// <param name="Discrimination">What it would then save over saying the share to every row, at least 0.</param>
/// <param name="Uncertainty">The score of saying the share to every row.</param>
internal sealed record ScoreDecomposition(double Score, double Miscalibration, double Discrimination, double Uncertainty)
{
    /// <summary>By isotonic regression, without bins; exact: the parts add up to the score.</summary>
    /// <remarks>CORP. Source: Dimitriadis, Gneiting and Jordan, PNAS 118, 2021.</remarks>
    public static ScoreDecomposition Isotonic(MeanLoss metric, double[] probability, double[] happened, RowDesign design)
    {
        double Mean(double[] said) => metric.Measure(new Scored(happened, said, 1, design.Weights)).Value;
        var curve = Statistics.Isotonic.Fit(probability, happened, design.Weights);
        var share = design.Average(happened);
        var (score, best, none) = (Mean(probability), Mean(Array.ConvertAll(probability, curve.At)), Mean(Array.ConvertAll(probability, _ => share)));
        return new(score, score - best, none - best, none);
    }

    /// <summary>The Brier score by bins; what probabilities differ within a bin is left over, so that the parts do not quite add up.</summary>
    /// <remarks>Reliability - resolution + uncertainty. Source: Murphy, Journal of Applied Meteorology 12, 1973.</remarks>
    public static ScoreDecomposition Murphy(CalibrationTable table, double score)
    {
        var total = table.Bins.Sum(b => b.Weight);
        var share = table.Bins.Sum(b => b.Weight * b.Observed) / total;
        return new(
            score,
            table.Bins.Sum(b => b.Weight * b.Gap * b.Gap) / total,
            table.Bins.Sum(b => b.Weight * (b.Observed - share) * (b.Observed - share)) / total,
            share * (1 - share));
    }
}
