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
    private const int InnerFolds = 5;

    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => null;

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        var data = train.Data;
        var members = Members(data, options.Settings).Where(m => m.Refuses(data) is null).ToArray();
        var folds = Deal(train.Rows);
        if (folds.Count < 2)
        {
            return Join(members, [.. members.Select(_ => 1.0)], train, options);
        }

        var fits = members.Select(m => m.CrossFit(data, folds, options with { Settings = Settings.Default })).ToArray();
        var scored = folds.SelectMany(f => f.Validation).ToArray();
        var sample = new Sample(data, scored);
        var weights = GreedySelection.Weights(
            sample.Target(),
            [.. fits.Select(f => scored.SelectMany(row => f.OutOfFold.AsSpan(row * data.Outputs, data.Outputs).ToArray()).ToArray())],
            data.Outputs,
            new GreedyOptions { Metric = Loss(data.Task), RowWeights = sample.Weights(), Threads = options.Threads, Cancellation = options.Cancellation });
        return Join(members, weights, train, options);
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => EnsembleModel.Load(Name, files, schema);

    private EnsembleModel Join(Learner[] members, double[] weights, Sample train, FitOptions options)
    {
        var kept = members.Zip(weights).Where(m => m.Second > 0).ToArray();
        return new EnsembleModel(
            Name, [.. kept.Select(m => m.First.Fit(train, options with { Settings = Settings.Default }))], [.. kept.Select(m => m.Second)]);
    }

    private static IEnumerable<Learner> Members(Dataset data, Settings settings)
    {
        string[] names = settings.Values.Count > 0
            ? [.. settings.Values.Keys]
            : [data.Task == LearningTask.Regression ? "ridge-regression" : "logistic-regression", "boosted-trees"];
        return names.Select(Catalogue<Learner>.Find);
    }

    // Every fifth row in view order: the caller's split has already decided what may be learnt from.
    private static List<Fold> Deal(int[] rows) =>
        rows.Length < 2 * InnerFolds
            ? []
            : [.. Enumerable.Range(0, InnerFolds).Select(f => new Fold([.. rows.Where((_, i) => i % InnerFolds != f)], [.. rows.Where((_, i) => i % InnerFolds == f)]))];

    private static Metric Loss(LearningTask task) => Catalogue<Metric>.Find(task == LearningTask.Regression ? "rmse" : "log-loss");
}
