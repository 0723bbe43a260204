namespace Assay.Learners.Linear;

/// <summary>Log loss of two classes; the score is the log odds of the positive one.</summary>
internal sealed class LogisticLoss : LossFamily
{
    /// <inheritdoc/>
    public override double Loss(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Span<double> means)
    {
        var loss = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            // The exponential of minus the size never overflows.
            var score = scores[row];
            var small = Math.Exp(-Math.Abs(score));
            means[row] = score >= 0 ? 1 / (1 + small) : small / (1 + small);
            loss += weights[row] * (Math.Max(score, 0) - (labels[row] * score) + Math.Log(1 + small));
        }

        return loss;
    }

    /// <inheritdoc/>
    public override double Curvature(double mean) => mean * (1 - mean);
}
