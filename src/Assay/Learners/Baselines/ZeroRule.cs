using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>The same answer for every row: the share of each class among the training rows, or the mean or median of the target.</summary>
/// <remarks>Setting <c>statistic</c>: <c>mean</c> (default) or <c>median</c>, for regression. What the majority class is follows from the shares.</remarks>
[Named("zero-rule")]
public sealed class ZeroRule : Learner
{
    /// <inheritdoc/>
    public override string? Refuses(Dataset data) => null;

    /// <inheritdoc/>
    public override Model Fit(Sample train, FitOptions options)
    {
        Shapes.Check(train);
        options.Cancellation.ThrowIfCancellationRequested();
        var median = options.Settings.Word("statistic", "mean") == "median" && train.Data.Task == LearningTask.Regression;
        return new ConstantModel(new(Name, median ? [LabelSummary.Median(train)] : LabelSummary.Mean(train)));
    }

    /// <inheritdoc/>
    public override Model Load(ModelFiles files, Dataset schema) => ConstantModel.Load(files);
}
