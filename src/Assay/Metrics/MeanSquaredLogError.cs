using Assay.Data;

namespace Assay.Metrics;

/// <summary>Mean of the squared difference of ln(1 + value): relative error for counts.</summary>
/// <remarks>Truth and prediction must be at least 0, as scikit-learn 1.2.</remarks>
[Named("msle")]
public sealed class MeanSquaredLogError : MeanLoss
{
    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task == LearningTask.Regression;

    /// <inheritdoc/>
    protected override void Check(Scored rows) => Door.AtLeast(rows, 0, 0);

    /// <inheritdoc/>
    protected override void Losses(Scored rows, int start, Span<double> losses)
    {
        for (var i = 0; i < losses.Length; i++)
        {
            var (truth, predicted) = (rows.Truth[start + i], rows.Predicted[start + i]);
            losses[i] = Math.Pow(Math.Log(1 + truth) - Math.Log(1 + predicted), 2);
        }
    }
}
