namespace Assay.Metrics.Verification;

/// <summary>Net benefit and best thresholds.</summary>
[Named("net-benefit-and-thresholds")]
public sealed class Thresholds : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var choice = new ThresholdChoice(input.Numbers("y_true"), input.Numbers("score"));
        var thresholds = input.Numbers("threshold");
        (double Threshold, double Value) Cheapest() => choice.Cheapest(input.Number("cost_fp"), input.Number("cost_fn"));
        return new()
        {
            ["net_benefit"] = () => thresholds.Select(choice.NetBenefit),
            ["net_benefit_treat_all"] = () => thresholds.Select(choice.NetBenefitOfAll),
            ["min_cost"] = () => Cheapest().Value,
            ["min_cost_threshold"] = () => Cheapest().Threshold,
            ["best_f1"] = () => choice.BestF1().Value,
            ["best_f1_threshold"] = () => choice.BestF1().Threshold,
            ["best_youden"] = () => choice.BestYouden().Value,
            ["best_youden_threshold"] = () => choice.BestYouden().Threshold,
        };
    }
}
