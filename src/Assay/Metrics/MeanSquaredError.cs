using Assay.Data;

namespace Assay.Metrics;

/// <summary>Mean of the squared error, in the square of the target's unit.</summary>
[Named("mse")]
public sealed class MeanSquaredError : MeanLoss
{
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
}
