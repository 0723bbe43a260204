using Assay.Evaluation.Rows;
using Assay.Statistics;

namespace Assay.Evaluation.Decisions;

/// <summary>What wrong calls cost: a false alarm and a missed positive; right calls cost nothing.</summary>
/// <param name="FalsePositive">Cost of calling a negative row positive, above 0.</param>
/// <param name="FalseNegative">Cost of calling a positive row negative, above 0.</param>
internal sealed record DecisionCosts(double FalsePositive, double FalseNegative)
{
    /// <summary>The probability from which on calling a row positive is cheaper, if probabilities can be believed.</summary>
    /// <remarks>Source: Elkan, IJCAI 2001, eq. 2.</remarks>
    public double Threshold => FalsePositive / (FalsePositive + FalseNegative);

    /// <summary>Cost of each row when those at or above the threshold are called positive.</summary>
    public double[] Of(double[] predicted, double[] truth, double threshold) =>
        [.. predicted.Select((p, i) => p >= threshold ? (truth[i] == 1 ? 0 : FalsePositive) : (truth[i] == 1 ? FalseNegative : 0))];

    /// <summary>The most a row can cost.</summary>
    private double Most => Math.Max(FalsePositive, FalseNegative);

    /// <summary>Mean cost a row of <see cref="Of"/>.</summary>
    public Interval Mean(double[] costs, RowDesign design) => design.Mean(costs, (0, Most));

    /// <summary>First less second mean cost a row with the interval of the paired difference.</summary>
    public Interval Difference(double[] first, double[] second, RowDesign design) => design.Mean([.. first.Zip(second, (a, b) => a - b)], (-Most, Most));
}
