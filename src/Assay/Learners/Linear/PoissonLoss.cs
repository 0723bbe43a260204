namespace Assay.Learners.Linear;

/// <summary>Poisson deviance without its constant; the score is the logarithm of the mean of a label of at least 0.</summary>
internal sealed class PoissonLoss : LossFamily
{
    private const double Most = 50;

    /// <inheritdoc/>
    public override double Loss(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Span<double> means)
    {
        var loss = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            means[row] = Math.Exp(Math.Min(scores[row], Most));
            loss += weights[row] * (means[row] - (labels[row] * scores[row]));
        }

        return loss;
    }

    /// <inheritdoc/>
    public override double Curvature(double mean) => mean;
}
