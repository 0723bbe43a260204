namespace Assay.Learners.Linear;

/// <summary>A convex loss of linear scores and its first two derivatives.</summary>
internal abstract class LossFamily
{
    /// <summary>Scores a row.</summary>
    public virtual int Outputs => 1;

    /// <summary>The loss of each row summed with its weight, and what the derivatives need.</summary>
    /// <param name="scores">Rows x outputs.</param>
    /// <param name="labels">One a row.</param>
    /// <param name="weights">One a row.</param>
    /// <param name="means">Rows x outputs: what the scores predict; overwritten.</param>
    public abstract double Loss(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Span<double> means);

    /// <summary>The first derivative by score, times the weight, into rows x outputs.</summary>
    public virtual void Gradient(ReadOnlySpan<double> means, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, Span<double> gradient)
    {
        for (var row = 0; row < labels.Length; row++)
        {
            gradient[row] = weights[row] * (means[row] - labels[row]);
        }
    }

    /// <summary>The second derivative times a direction and the weight, in place on rows x outputs.</summary>
    public virtual void Curve(ReadOnlySpan<double> means, ReadOnlySpan<double> weights, Span<double> direction)
    {
        for (var row = 0; row < weights.Length; row++)
        {
            direction[row] *= weights[row] * Curvature(means[row]);
        }
    }

    /// <summary>The second derivative by one score, from the mean it predicts.</summary>
    public abstract double Curvature(double mean);
}
