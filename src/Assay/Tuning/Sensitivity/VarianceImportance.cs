using Assay.Numerics;
using Assay.Tuning.Surrogates;

namespace Assay.Tuning.Sensitivity;

/// <summary>Functional ANOVA: the share of the variance over the whole space that a parameter makes by itself, others averaged out.</summary>
/// <remarks>
/// Exact within every tree of a random forest, then averaged over trees. What shares lack to 1 is made by parameters acting together. A parameter that does not count
/// stands at its middle. Source: Hutter, Hoos and Leyton-Brown, "An efficient approach for assessing hyperparameter importance", ICML 2014; checked against Optuna 3.1.
/// </remarks>
[Named("fanova")]
public sealed class VarianceImportance : ImportanceMethod
{
    private static readonly ForestOptions growth = new();

    /// <inheritdoc/>
    protected override double[] Shares(TrialHistory history, Trial[] trials, SeededRandom random)
    {
        var input = new SurrogateInput(history.Space);
        SurrogatePoint[] points = [.. trials.Select(t => input.Encode(t.Configuration))];
        var forest = new RegressionForest(input, points, [.. trials.Select(t => history.Loss(t))], growth, random);
        var sums = new double[history.Space.Dimensions.Count];
        var counted = 0;
        foreach (var partition in forest.Trees.Select(t => new TreePartition(t, input)).Where(p => p.Variance > 0))
        {
            counted++;
            for (var i = 0; i < input.Ordered.Length; i++)
            {
                sums[input.Ordered[i]] += partition.Ordered(i) / partition.Variance;
            }

            for (var j = 0; j < input.Categories.Length; j++)
            {
                sums[input.Categories[j]] += partition.Category(j) / partition.Variance;
            }
        }

        return [.. sums.Select(s => counted == 0 ? 0 : Math.Max(0, s / counted))];
    }
}
