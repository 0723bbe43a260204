using Assay.Data;

namespace Assay.Metrics;

/// <summary>Mean Poisson deviance, for counts: 0 is perfect.</summary>
/// <remarks>Truth at least 0, prediction above 0. Source: Nelder and Wedderburn, JRSS-A 135, 1972.</remarks>
[Named("poisson-deviance")]
public sealed class PoissonDeviance : MeanLoss
{
    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task == LearningTask.Regression;

    /// <inheritdoc/>
    protected override void Check(Scored rows) => CheckRows(rows);

    /// <inheritdoc/>
    protected override void Losses(Scored rows, int start, Span<double> losses)
    {
        for (var i = 0; i < losses.Length; i++)
        {
            var (truth, predicted) = (rows.Truth[start + i], rows.Predicted[start + i]);
            losses[i] = Of(truth, predicted);
        }
    }

    /// <summary>Refuses what the deviance is not defined for.</summary>
    internal static void CheckRows(Scored rows) => Door.AtLeast(rows, 0, double.Epsilon);

    /// <summary>The deviance of one row.</summary>
    internal static double Of(double truth, double predicted) =>
        2 * ((truth == 0 ? 0 : truth * Math.Log(truth / predicted)) - truth + predicted);
}
