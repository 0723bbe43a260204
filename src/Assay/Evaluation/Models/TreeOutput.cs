using Assay.Learners.Linear;

namespace Assay.Evaluation.Models;

/// <summary>What becomes of the sums of a tree model's leaves.</summary>
/// <param name="Kind">What the numbers mean afterwards, where the target is a class.</param>
/// <param name="Apply">Changes the sums of one row in place.</param>
internal sealed record TreeOutput(PredictionKind Kind, TreeOutputRule Apply)
{
    /// <summary>The sums themselves.</summary>
    public static TreeOutput Raw { get; } = new(PredictionKind.Score, static _ => { });

    /// <summary>The exponential of the sum: counts and amounts.</summary>
    public static TreeOutput Exponential { get; } = Each(Math.Exp, PredictionKind.Score);

    /// <summary>The square with the sum's sign.</summary>
    public static TreeOutput SignedSquare { get; } = Each(x => Math.Sign(x) * x * x, PredictionKind.Score);

    /// <summary>log(1 + exp(x)): the intensity of LightGBM's cross_entropy_lambda.</summary>
    public static TreeOutput SoftPlus { get; } = Each(x => Math.Log(1 + Math.Exp(x)), PredictionKind.Score);

    /// <summary>1 from 0 on and 0 below, as XGBoost's hinge answers.</summary>
    public static TreeOutput Step { get; } = Each(x => x > 0 ? 1 : 0, PredictionKind.Label);

    /// <summary>Probabilities that sum to 1.</summary>
    public static TreeOutput Softmax { get; } = new(PredictionKind.Probability, static sums => SoftmaxLoss.Normalise(sums));

    /// <summary>The logistic function of the sum times a factor, each for itself.</summary>
    public static TreeOutput Logistic(double factor) => Each(x => 1 / (1 + Math.Exp(-factor * x)), PredictionKind.Probability);

    private static TreeOutput Each(Func<double, double> link, PredictionKind kind) => new(kind, sums =>
    {
        foreach (ref var sum in sums)
        {
            sum = link(sum);
        }
    });
}
