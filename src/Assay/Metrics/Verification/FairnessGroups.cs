namespace Assay.Metrics.Verification;

/// <summary>Rates of groups and their spread.</summary>
[Named("fairness-groups")]
public sealed class FairnessGroups : ReferenceFunction
{
    internal override Answer Compute(CaseInput input)
    {
        var rates = GroupRates.Of(input.Integers("y_true"), input.Integers("y_pred"), input.Integers("group"));
        return new()
        {
            ["selection_rate"] = () => rates.Selection,
            ["tpr"] = () => rates.TruePositive,
            ["fpr"] = () => rates.FalsePositive,
            ["accuracy"] = () => rates.Accuracy,
            ["demographic_parity_difference"] = () => rates.DemographicParityDifference,
            ["demographic_parity_ratio"] = () => rates.DemographicParityRatio,
            ["equal_opportunity_difference"] = () => rates.EqualOpportunityDifference,
            ["equalized_odds_difference"] = () => rates.EqualizedOddsDifference,
            ["equalized_odds_ratio"] = () => rates.EqualizedOddsRatio,
            ["accuracy_difference"] = () => rates.AccuracyDifference,
        };
    }
}
