using Assay.Data;

namespace Assay.Metrics;

/// <summary>Mean Tweedie deviance of power 1.5, for amounts with many zeros such as claims: 0 is perfect.</summary>
/// <remarks>Truth at least 0, prediction above 0. Source: Joergensen, JRSS-B 49, 1987.</remarks>
[Named("tweedie-deviance")]
public sealed class TweedieDeviance : MeanLoss
{
    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task == LearningTask.Regression;

    /// <inheritdoc/>
    protected override void Check(Scored rows) => Door.AtLeast(rows, 0, double.Epsilon);

    /// <inheritdoc/>
    protected override void Losses(Scored rows, int start, Span<double> losses)
    {
        for (var i = 0; i < losses.Length; i++)
        {
            var (truth, predicted) = (rows.Truth[start + i], rows.Predicted[start + i]);
            losses[i] = (4 * Math.Sqrt(predicted)) + (4 * truth / Math.Sqrt(predicted)) - (8 * Math.Sqrt(truth));
        }
    }
}
