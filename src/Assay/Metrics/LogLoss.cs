using Assay.Data;

namespace Assay.Metrics;

/// <summary>Mean of -ln of the probability given to the true class, in nats; 0 is perfect.</summary>
/// <remarks>
/// Probabilities are cut to [2^-52, 1 - 2^-52], then each row is divided by its sum, as scikit-learn 1.2 does, whose numbers it
/// was checked against. Source: Good, JRSS-B 14, 1952.
/// </remarks>
[Named("log-loss")]
public sealed class LogLoss : MeanLoss
{
    private const double Smallest = 2.220446049250313e-16;

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
            losses[i] = rows.Outputs == 1
                ? Binary(rows.Truth[row], rows.Predicted[row])
                : OfRow(rows.Predicted.Slice(row * rows.Outputs, rows.Outputs), (int)rows.Truth[row]);
        }
    }

    private static double Binary(double truth, double probability)
    {
        var positive = Math.Clamp(probability, Smallest, 1 - Smallest);
        return -Math.Log(truth == 1 ? positive : 1 - positive);
    }

    private static double OfRow(ReadOnlySpan<double> probabilities, int truth)
    {
        var sum = 0.0;
        foreach (var probability in probabilities)
        {
            sum += Math.Clamp(probability, Smallest, 1 - Smallest);
        }

        return Math.Log(sum / Math.Clamp(probabilities[truth], Smallest, 1 - Smallest));
    }
}
