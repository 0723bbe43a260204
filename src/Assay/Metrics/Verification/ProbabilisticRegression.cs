namespace Assay.Metrics.Verification;

/// <summary>Scores of forecast distributions and intervals.</summary>
[Named("probabilistic-regression")]
public sealed class ProbabilisticRegression : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, means, deviations) = (input.Numbers("y_true"), input.Numbers("mean"), input.Numbers("std"));
        var (low, high) = (input.Numbers("lo"), input.Numbers("hi"));
        return new()
        {
            ["crps_gaussian"] = () => NormalForecast.Crps(truth, means, deviations),
            ["nll_gaussian"] = () => NormalForecast.LogLoss(truth, means, deviations),
            ["quantile_calibration_mace"] = () => NormalForecast.CalibrationError(truth, means, deviations),
            ["interval_coverage"] = () => IntervalForecast.Coverage(truth, low, high),
            ["interval_mean_width"] = () => IntervalForecast.Width(truth, low, high),
            ["interval_score"] = () => IntervalForecast.Score(truth, low, high, input.Number("alpha")),
        };
    }
}
