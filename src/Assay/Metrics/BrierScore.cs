using Assay.Data;

namespace Assay.Metrics;

/// <summary>Mean squared distance of the probability from what happened: 0 to 1 for two classes, the sum over classes (0 to 2) for more.</summary>
/// <remarks>Source: Brier, Monthly Weather Review 78, 1950 (whose two-class form is twice this one; this is scikit-learn's).</remarks>
[Named("brier")]
public sealed class BrierScore : MeanLoss
{
    /// <inheritdoc/>
    public override bool IsHeadline => true;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task != LearningTask.Regression;

    /// <inheritdoc/>
    protected override void Check(Scored rows) => Door.Probabilities(rows);

    /// <inheritdoc/>
    protected override void Losses(Scored rows, int start, Span<double> losses)
    {
        for (var i = 0; i < losses.Length; i++)
        {
            var row = start + i;
            var sum = 0.0;
            for (var k = 0; k < rows.Outputs; k++)
            {
                var happened = rows.Outputs == 1 ? rows.Truth[row] : rows.Truth[row] == k ? 1 : 0;
                var gap = rows.Predicted[(row * rows.Outputs) + k] - happened;
                sum += gap * gap;
            }

            losses[i] = sum;
        }
    }
}
