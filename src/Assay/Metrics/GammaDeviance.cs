using Assay.Data;

namespace Assay.Metrics;

/// <summary>Mean gamma deviance, for amounts above 0: scale does not matter, 0 is perfect.</summary>
/// <remarks>Truth and prediction above 0. Source: Nelder and Wedderburn, JRSS-A 135, 1972.</remarks>
[Named("gamma-deviance")]
public sealed class GammaDeviance : MeanLoss
{
    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task == LearningTask.Regression;

    /// <inheritdoc/>
    protected override void Check(Scored rows) => Door.AtLeast(rows, double.Epsilon, double.Epsilon);

    /// <inheritdoc/>
    protected override void Losses(Scored rows, int start, Span<double> losses)
    {
        for (var i = 0; i < losses.Length; i++)
        {
            var (truth, predicted) = (rows.Truth[start + i], rows.Predicted[start + i]);
            losses[i] = 2 * (Math.Log(predicted / truth) + (truth / predicted) - 1);
        }
    }
}
