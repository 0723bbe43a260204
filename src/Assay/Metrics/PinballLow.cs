using Assay.Data;

namespace Assay.Metrics;

/// <summary>Mean pinball loss of a forecast of the 0.1 quantile, in the target's unit.</summary>
/// <remarks>Source: Koenker and Bassett, Econometrica 46, 1978.</remarks>
[Named("pinball-10")]
public sealed class PinballLow : MeanLoss
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
            losses[i] = PinballLoss.OfRow(truth, predicted, 0.1);
        }
    }
}
