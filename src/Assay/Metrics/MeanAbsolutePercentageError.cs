using Assay.Data;

namespace Assay.Metrics;

/// <summary>Mean of |error| / |truth| as a share (0.1 is 10 %); explodes where truth is near 0.</summary>
/// <remarks>Division by max(|truth|, 2^-52), as scikit-learn 1.2. Unfair to forecasts that are too high: Tofallis, JORS 66, 2015.</remarks>
[Named("mape")]
public sealed class MeanAbsolutePercentageError : MeanLoss
{
    private const double Smallest = 2.220446049250313e-16;

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
            losses[i] = Math.Abs(truth - predicted) / Math.Max(Math.Abs(truth), Smallest);
        }
    }
}
