using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>How labels become what a linear score predicts, and the way back.</summary>
/// <remarks>
/// <c>log</c> fits the mean of log(1 + label); the way back multiplies by the mean of the residuals' exponentials, so that means and not
/// medians are predicted. Source: Duan, Smearing estimate, JASA 78, 1983. <c>poisson</c> fits the logarithm of the mean itself.
/// Scores are held within one range beyond the training labels.
/// </remarks>
internal sealed record TargetScale
{
    /// <summary><c>none</c>, <c>log</c> or <c>poisson</c>; classes are always <c>none</c>.</summary>
    public required string Transform { get; init; }

    /// <summary>Taken from the (transformed) label.</summary>
    public double Centre { get; init; }

    /// <summary>What the rest is divided by.</summary>
    public double Spread { get; init; } = 1;

    /// <summary>Smallest score.</summary>
    public double Low { get; init; } = double.NegativeInfinity;

    /// <summary>Largest score.</summary>
    public double High { get; init; } = double.PositiveInfinity;

    /// <summary>The mean of the exponentials of the residuals.</summary>
    public double Smearing { get; init; } = 1;

    /// <summary>Learns the scale of these labels.</summary>
    public static TargetScale Learn(string transform, LearningTask task, double[] labels)
    {
        if (task != LearningTask.Regression)
        {
            return new TargetScale { Transform = "none" };
        }

        if (transform == "poisson")
        {
            var level = Math.Max(labels.Average(), 1e-300);
            return new TargetScale { Transform = transform, Spread = level, Low = -30, High = Math.Log(Math.Max(labels.Max() / level, 1)) + 1 };
        }

        var moved = transform == "log" ? Array.ConvertAll(labels, l => Math.Log(1 + l)) : labels;
        var centre = moved.Average();
        var spread = Math.Sqrt(moved.Average(m => (m - centre) * (m - centre)));
        spread = spread > 1e-12 * Math.Abs(centre) ? spread : 1;
        var (low, high) = ((moved.Min() - centre) / spread, (moved.Max() - centre) / spread);
        return new TargetScale { Transform = transform, Centre = centre, Spread = spread, Low = low - (high - low), High = high + (high - low) };
    }

    /// <summary>What the score should be, one a label.</summary>
    public double[] Forward(double[] labels) => Transform switch
    {
        "log" => Array.ConvertAll(labels, l => (Math.Log(1 + l) - Centre) / Spread),
        _ => Array.ConvertAll(labels, l => (l - Centre) / Spread),
    };

    /// <summary>The same scale with the smearing of these scores against these labels.</summary>
    public TargetScale Smeared(ReadOnlySpan<double> scores, double[] forward, double[] weights)
    {
        if (Transform != "log")
        {
            return this;
        }

        double sum = 0, all = 0;
        for (var i = 0; i < forward.Length; i++)
        {
            sum += weights[i] * Math.Exp((forward[i] - Math.Clamp(scores[i], Low, High)) * Spread);
            all += weights[i];
        }

        return all > 0 ? this with { Smearing = sum / all } : this;
    }

    /// <summary>The prediction in the label's unit.</summary>
    public double Back(double score)
    {
        score = Math.Clamp(score, Low, High);
        return Transform switch
        {
            "log" => (Math.Exp((score * Spread) + Centre) * Smearing) - 1,
            "poisson" => Math.Exp(score) * Spread,
            _ => (score * Spread) + Centre,
        };
    }
}
