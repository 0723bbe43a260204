namespace Assay.Learners.Linear;

/// <summary>Log loss of several classes; scores are log probabilities up to a constant.</summary>
internal sealed class SoftmaxLoss(int classes) : LossFamily
{
    /// <inheritdoc/>
    public override int Outputs => classes;

    /// <inheritdoc/>
    public override double Loss(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Span<double> means)
    {
        var loss = 0.0;
        for (var row = 0; row < labels.Length; row++)
        {
            var own = means.Slice(row * classes, classes);
            scores.Slice(row * classes, classes).CopyTo(own);
            var label = own[(int)labels[row]];
            loss += weights[row] * (Normalise(own) - label);
        }

        return loss;
    }

    /// <inheritdoc/>
    public override void Gradient(ReadOnlySpan<double> means, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Span<double> gradient)
    {
        for (var row = 0; row < labels.Length; row++)
        {
            for (var k = 0; k < classes; k++)
            {
                var at = (row * classes) + k;
                gradient[at] = weights[row] * (means[at] - (k == (int)labels[row] ? 1 : 0));
            }
        }
    }

    /// <inheritdoc/>
    public override void Curve(ReadOnlySpan<double> means, ReadOnlySpan<double> weights, Span<double> direction)
    {
        for (var row = 0; row < weights.Length; row++)
        {
            var own = means.Slice(row * classes, classes);
            var along = direction.Slice(row * classes, classes);
            var mean = 0.0;
            for (var k = 0; k < classes; k++)
            {
                mean += own[k] * along[k];
            }

            for (var k = 0; k < classes; k++)
            {
                along[k] = weights[row] * own[k] * (along[k] - mean);
            }
        }
    }

    /// <inheritdoc/>
    public override double Curvature(double mean) => mean * (1 - mean);

    /// <summary>Scores to probabilities in place; gives the logarithm of the sum of their exponentials.</summary>
    public static double Normalise(Span<double> scores)
    {
        var most = double.NegativeInfinity;
        foreach (var score in scores)
        {
            most = Math.Max(most, score);
        }

        var sum = 0.0;
        foreach (ref var score in scores)
        {
            score = Math.Exp(score - most);
            sum += score;
        }

        foreach (ref var score in scores)
        {
            score /= sum;
        }

        return most + Math.Log(sum);
    }
}
