namespace Assay.Learners.Linear;

/// <summary>Half the squared error: least squares.</summary>
internal sealed class SquaredLoss : LossFamily
{
    /// <inheritdoc/>
    public override double Loss(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Span<double> means)
    {
        var loss = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            var miss = scores[row] - labels[row];
            means[row] = scores[row];
            loss += weights[row] * miss * miss / 2;
        }

        return loss;
    }

    /// <inheritdoc/>
    public override double Curvature(double mean) => 1;
}
