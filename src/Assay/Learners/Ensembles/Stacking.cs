using Assay.Data;

namespace Assay.Learners.Ensembles;

/// <summary>A linear model over other learners' out-of-fold predictions.</summary>
/// <remarks>
/// Settings: the members' learner names (values are ignored); without settings the linear model and boosted trees. The members are
/// cross-fitted on the training rows, so that the linear model on top learns from predictions its members made for rows they had not
/// seen. Sources: Wolpert, "Stacked generalization", Neural Networks 5, 1992; Ting and Witten, JAIR 10, 1999 (probabilities as inputs).
/// </remarks>
[Named("stacking")]
public sealed class Stacking : Learner
{
    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => null;

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        var data = train.Data;
        var plain = options with { Settings = Settings.Default };
        var members = InnerFolds.Members(data, options.Settings);
        var folds = InnerFolds.Deal(train.Rows);
        if (folds.Count < 2)
        {
            return new EnsembleModel(Name, [.. members.Select(m => m.Fit(train, plain))], [.. members.Select(_ => 1.0)]);
        }

        var fits = members.Select(m => m.CrossFit(data, folds, plain)).ToArray();
        var inputs = StackInputs.Table(new Sample(data, [.. folds.SelectMany(f => f.Validation)]), [.. fits.Select(f => f.OutOfFold)]);
        var top = Top(data.Task).Fit(inputs.All, plain);
        return new StackedModel([.. members.Zip(fits, (m, f) => m.Fit(train, options with { Settings = f.Refit }))], top, inputs.Schema);
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) =>
        files.All.ContainsKey(StackedModel.Index) ? StackedModel.Load(files, schema) : EnsembleModel.Load(Name, files, schema);

    /// <summary>The linear model that sits on top.</summary>
    public static Learner Top(LearningTask task) =>
        Catalogue<Learner>.Find(task == LearningTask.Regression ? "ridge-regression" : "logistic-regression");
}
