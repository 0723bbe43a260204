using Assay.Numerics;
using Assay.Tuning.Spaces;
using Assay.Tuning.Surrogates;

namespace Assay.Tuning.Stopping;

/// <summary>Stops when little is left to gain: with probability 90 % nothing in the space is better than the best by more than a tolerance.</summary>
/// <remarks>
/// The bound is the smallest upper confidence limit of what was tried minus the smallest lower one anywhere, of a Gaussian process with the confidence
/// parameter of GP-UCB divided by five, as is customary: it trusts the model, and says nothing about a space the model does not fit.
/// Source: Makarova et al., "Automatic Termination for Hyperparameter Optimization", AutoML 2022, section 3; Srinivas et al., ICML 2010.
/// It waits for 20 trials and goes quiet beyond 300, where the model becomes slow.
/// </remarks>
/// <param name="tolerance">On the objective's own scale, above 0.</param>
[Named("regret")]
public sealed class RegretBound(double tolerance) : StoppingRule
{
    private const int Fewest = 20;
    private const int Most = 300;
    private const double Risk = 0.1;
    private const double Customary = 5;
    private const int Good = 5;

    private RegretBound()
        : this(1)
    {
    }

    /// <inheritdoc/>
    public override string Setting => "TOLERANCE";

    /// <inheritdoc/>
    public override string? Refuses(IReadOnlyList<Direction> directions) => directions.Count > 1 ? "it looks at one objective." : null;

    /// <inheritdoc/>
    public override string? Reason(TrialHistory history)
    {
        if (history.FinishedCount is < Fewest or > Most || history.Best is null || history.Space.Dimensions.Count == 0)
        {
            return null;
        }

        var bound = (double)history.Remember<object>("regret-bound", history.FinishedCount, () => Bound(history));
        return bound <= tolerance ? $"nothing in the space is expected to be better than the best by more than {bound:G3} (asked: {tolerance:G3})" : null;
    }

    /// <inheritdoc/>
    public override StoppingRule With(string setting) => new RegretBound(Above0(setting));

    /// <summary>How much better than the best something may be, with probability 90 %.</summary>
    internal static double Bound(TrialHistory history)
    {
        var input = new SurrogateInput(history.Space);
        var seen = new OutcomeTable(history, input);
        var model = OutcomeModel.Of(history, seen, "objective-0", seen.Losses[0]);
        var (parameters, count) = ((double)history.Space.Dimensions.Count, (double)seen.Count);
        var width = Math.Sqrt(2 * Math.Log(parameters * count * count * Math.PI * Math.PI / (6 * Risk)) / Customary);
        var limit = new LowerLimit(model.Process, width);
        var upper = seen.FeasiblePoints.Min(p => model.Process.Predict(p) is var (mean, variance) ? mean + (width * Math.Sqrt(variance)) : double.PositiveInfinity);
        var random = SeededRandom.For(history.Seed, "tuning-regret", history.FinishedCount);
        var (_, gain) = new AcquisitionSearch(input, limit, new HashSet<Configuration>(), random).Best(seen.Best(Good));
        var lower = Math.Min(-gain, seen.FeasiblePoints.Min(p => -limit.Gain(p, [])));
        return Math.Max(0, model.Scale.Back(upper) - model.Scale.Back(lower));
    }

    // The lower confidence limit, turned round.
    private sealed class LowerLimit(GaussianProcess process, double width) : Acquisition
    {
        internal override double Gain(SurrogatePoint point, Span<double> gradient)
        {
            if (gradient.Length == 0)
            {
                var (middle, spread) = process.Predict(point);
                return (width * Math.Sqrt(spread)) - middle;
            }

            Span<double> byVariance = stackalloc double[gradient.Length];
            var (mean, variance) = process.Predict(point, gradient, byVariance);
            var deviation = Math.Sqrt(variance);
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] = (width * byVariance[i] / (2 * deviation)) - gradient[i];
            }

            return (width * deviation) - mean;
        }
    }
}
