namespace Assay.Metrics;

/// <summary>How predictions treat groups of rows: rates per group and their spread.</summary>
/// <param name="Selection">Share predicted positive, one a group in ascending order.</param>
/// <param name="TruePositive">Share of positives predicted positive; NaN when the group has none.</param>
/// <param name="FalsePositive">Share of negatives predicted positive; NaN when the group has none.</param>
/// <param name="Accuracy">Share predicted right.</param>
/// <remarks>Source: Hardt, Price and Srebro, NeurIPS 2016; Dwork et al., ITCS 2012; definitions as Fairlearn.</remarks>
public sealed record GroupRates(
    IReadOnlyList<double> Selection, IReadOnlyList<double> TruePositive, IReadOnlyList<double> FalsePositive, IReadOnlyList<double> Accuracy)
{
    /// <summary>Counts the rows of each group.</summary>
    /// <param name="truth">0 or 1, length n.</param>
    /// <param name="predicted">0 or 1, length n.</param>
    /// <param name="groups">Any integers, length n.</param>
    public static GroupRates Of(int[] truth, int[] predicted, int[] groups)
    {
        if (truth.Length != predicted.Length || truth.Length != groups.Length)
        {
            throw new ArgumentException($"There are {truth.Length} true labels, {predicted.Length} predictions and {groups.Length} groups.");
        }

        Door.CheckRows(truth.Length);
        ConfusionTable[] tables = [.. groups.Select((group, row) => (group, row)).GroupBy(g => g.group, g => g.row).OrderBy(g => g.Key)
            .Select(g => ConfusionTable.Of([.. g.Select(row => truth[row])], [.. g.Select(row => predicted[row])], 2))];
        return new(
            [.. tables.Select(t => t.Predictions(1) / t.Total)],
            [.. tables.Select(t => t[1, 1] / t.Truths(1))],
            [.. tables.Select(t => t[0, 1] / t.Truths(0))],
            [.. tables.Select(t => t.Accuracy)]);
    }

    /// <summary>Largest less smallest selection rate.</summary>
    public double DemographicParityDifference => Difference(Selection);

    /// <summary>Smallest over largest selection rate; below 0.8 breaks the four-fifths rule.</summary>
    public double DemographicParityRatio => Ratio(Selection);

    /// <summary>Largest less smallest true positive rate.</summary>
    public double EqualOpportunityDifference => Difference(TruePositive);

    /// <summary>The larger of the differences of true and of false positive rate.</summary>
    public double EqualizedOddsDifference => Math.Max(Difference(TruePositive), Difference(FalsePositive));

    /// <summary>The smaller of the ratios of true and of false positive rate.</summary>
    public double EqualizedOddsRatio => Math.Min(Ratio(TruePositive), Ratio(FalsePositive));

    /// <summary>Largest less smallest accuracy.</summary>
    public double AccuracyDifference => Difference(Accuracy);

    private static double Difference(IReadOnlyList<double> rates) => rates.Max() - rates.Min();

    private static double Ratio(IReadOnlyList<double> rates) => rates.Min() / rates.Max();
}
