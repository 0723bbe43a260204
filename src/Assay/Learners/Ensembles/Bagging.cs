using Assay.Data;
using Assay.Numerics;

namespace Assay.Learners.Ensembles;

/// <summary>The mean of several fits of one learner that differ only in their seed (and so in the rows and columns they draw).</summary>
/// <remarks>
/// Settings: <c>of</c> (learner, default <c>boosted-trees</c>), <c>bags</c> (default 5); all other settings go to that learner.
/// Source: Breiman, "Bagging predictors", Machine Learning 24, 1996; the learner draws rows itself (<c>row-share</c>).
/// </remarks>
[Named("bagging")]
public sealed class Bagging : Learner
{
    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => null;

    /// <inheritdoc/>
    public override double Work(Dataset data, int rows, Settings settings) => Bags(settings) * Inner(settings).Work(data, rows, settings);

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        var inner = Inner(options.Settings);
        var models = Enumerable.Range(0, Bags(options.Settings)).Select(bag => inner.Fit(train, ForBag(options, bag))).ToArray();
        return Join(models);
    }

    /// <inheritdoc/>
    public override CrossFit CrossFit(Dataset data, IReadOnlyList<Fold> folds, FitOptions options)
    {
        var inner = Inner(options.Settings);
        var fits = new List<CrossFit>();
        for (var bag = 0; bag < Bags(options.Settings); bag++)
        {
            fits.Add(inner.CrossFit(data, folds, ForBag(options, bag)));
        }

        var models = folds.Select((_, fold) => (Model)Join([.. fits.Select(f => f.Models[fold])])).ToArray();
        return fits[0] with
        {
            OutOfFold = Mean([.. fits.Select(f => f.OutOfFold)]),
            Models = models,
            FitTimes = [.. folds.Select((_, fold) => TimeSpan.FromTicks(fits.Sum(f => f.FitTimes[fold].Ticks)))],
        };
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => EnsembleModel.Load(Name, files, schema);

    private static Learner Inner(Settings settings) => Catalogue<Learner>.Find(settings.Word("of", "boosted-trees"));

    private static int Bags(Settings settings) => Math.Max(1, settings.Whole("bags", 5));

    private static FitOptions ForBag(FitOptions options, int bag) => options with { Seed = SeededRandom.Derive(options.Seed, "bag", bag) };

    private EnsembleModel Join(Model[] models) => new(Name, models, [.. models.Select(_ => 1.0)]);

    private static double[] Mean(double[][] predictions)
    {
        var mean = new double[predictions[0].Length];
        foreach (var one in predictions)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += one[i] / predictions.Length;
            }
        }

        return mean;
    }
}
