using Assay.Data;

namespace Assay.Metrics;

/// <summary>Mean of 2 |error| / (|truth| + |predicted|), from 0 to 2; a row where both are 0 counts 0.</summary>
/// <remarks>Source: Makridakis, International Journal of Forecasting 9, 1993.</remarks>
[Named("smape")]
public sealed class SymmetricPercentageError : MeanLoss
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
            losses[i] = truth == predicted ? 0 : 2 * Math.Abs(truth - predicted) / (Math.Abs(truth) + Math.Abs(predicted));
        }
    }
}
