using Assay.Data;

namespace Assay.Metrics;

/// <summary>Root of the mean squared error, in the target's unit.</summary>
[Named("rmse")]
public sealed class RootMeanSquaredError : MeanLoss
{
    /// <inheritdoc/>
    public override bool IsHeadline => true;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task == LearningTask.Regression;

    /// <inheritdoc/>
    protected override void Check(Scored rows) => Door.Values(rows);

    /// <inheritdoc/>
    protected override void Losses(Scored rows, int start, Span<double> losses)
    {
        for (var i = 0; i < losses.Length; i++)
        {
            var (truth, predicted) = (rows.Truth[start + i], rows.Predicted[start + i]);
            losses[i] = (truth - predicted) * (truth - predicted);
        }
    }

    /// <inheritdoc/>
    protected override double Finish(double mean) => Math.Sqrt(mean);
}
