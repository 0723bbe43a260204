using Assay.Data;
using Assay.Metrics;

namespace Assay.Learners.Ensembles;

/// <summary>A weighted mean of other learners, weights chosen greedily on out-of-fold predictions.</summary>
/// <remarks>
/// Settings: the members' learner names (values are ignored); without settings the linear model and boosted trees. Weights are
/// chosen over five folds of the training rows. Source: see <see cref="GreedySelection"/>.
/// </remarks>
[Named("greedy-ensemble")]
public sealed class GreedyEnsemble : Learner
{
    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => null;

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        var data = train.Data;
        var members = InnerFolds.Members(data, options.Settings);
        var folds = InnerFolds.Deal(train.Rows);
        if (folds.Count < 2)
        {
            return Join(members, [.. members.Select(_ => 1.0)], train, options);
        }

        var fits = members.Select(m => m.CrossFit(data, folds, options with { Settings = Settings.Default })).ToArray();
        var scored = new Sample(data, [.. folds.SelectMany(f => f.Validation)]);
        var weights = GreedySelection.Weights(
            scored.Target(),
            [.. fits.Select(f => f.OutOfFold)],
            data.Outputs,
            new GreedyOptions { Metric = Loss(data.Task), RowWeights = scored.Weights(), Threads = options.Threads, Cancellation = options.Cancellation });
        return Join(members, weights, train, options);
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => EnsembleModel.Load(Name, files, schema);

    private EnsembleModel Join(IReadOnlyList<Learner> members, double[] weights, Sample train, FitOptions options)
    {
        var kept = members.Zip(weights).Where(m => m.Second > 0).ToArray();
        return new EnsembleModel(
            Name, [.. kept.Select(m => m.First.Fit(train, options with { Settings = Settings.Default }))], [.. kept.Select(m => m.Second)]);
    }

    private static Metric Loss(LearningTask task) => Catalogue<Metric>.Find(task == LearningTask.Regression ? "rmse" : "log-loss");
}
