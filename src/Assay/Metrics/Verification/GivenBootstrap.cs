using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Metrics.Verification;

/// <summary>Bootstrap limits over draws that the case gives.</summary>
[Named("paired-bootstrap-given-indices")]
public sealed class GivenBootstrap : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var (truth, a, b) = (input.Numbers("y_true"), input.Numbers("prob_a"), input.Numbers("prob_b"));
        double[] gaps = [.. truth.Select((y, i) => Math.Abs(y - b[i]) - Math.Abs(y - a[i]))];
        var level = 1 - (input.Has("alpha") ? input.Number("alpha") : 0.05);
        // Two means, subtracted: a draw that equals the estimate must do so to the last bit, since z0 counts what lies below.
        double Statistic(double[] rows) => Sums.Mean([.. rows.Select(row => Math.Abs(truth[(int)row] - b[(int)row]))])
            - Sums.Mean([.. rows.Select(row => Math.Abs(truth[(int)row] - a[(int)row]))]);
        double[] draws = [.. input.Table("indices").Select(Statistic)];
        double[] sorted = [.. draws.Order()];
        double[] jackknife = [.. gaps.Select(gap => (gaps.Sum() - gap) / (gaps.Length - 1))];
        var (theta, mean) = (Statistic([.. truth.Select((_, row) => (double)row)]), draws.Average());
        double[] Limits(BootstrapKind kind) => BootstrapLimits.Of(theta, sorted, level, (kind, () => jackknife)) is var (low, high) ? [low, high] : [];
        return new()
        {
            ["theta"] = () => theta,
            ["boot_mean"] = () => mean,
            ["boot_se"] = () => Math.Sqrt(TwoSamples.Variance(draws)),
            ["percentile"] = () => Limits(BootstrapKind.Percentile),
            ["basic"] = () => Limits(BootstrapKind.Basic),
            ["bca"] = () => Limits(BootstrapKind.BiasCorrected),
            ["bca_z0"] = () => BootstrapLimits.Bias(theta, sorted),
            ["bca_accel"] = () => BootstrapLimits.Acceleration(jackknife),
            ["p_two_sided"] = () => Bootstrap.TwoSidedP(draws),
        };
    }
}
