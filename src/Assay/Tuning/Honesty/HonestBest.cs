using Assay.Statistics;

namespace Assay.Tuning.Honesty;

/// <summary>What the best of a search is worth on new data: its score is flattered by having been chosen for it.</summary>
/// <param name="Best">The value the search found.</param>
/// <param name="Expected">What to expect of the chosen configuration, with the interval and the method; undefined when nothing is known of it.</param>
public sealed record HonestBest(double Best, Interval Expected)
{
    private const int FewestFolds = 3;

    // What ranks beyond these is not chosen whichever fold is left out.
    private const int MostTrials = 1000;

    /// <summary>How much better the search's value looks than what is expected; positive for flattery whatever the direction.</summary>
    public double Flattery(Direction direction) => direction == Direction.Minimise ? Expected.Value - Best : Best - Expected.Value;

    /// <summary>
    /// From the values trials reported fold by fold: in turn each fold is left out, the trial that is best on the others is chosen, and its value on the
    /// one left out is taken.
    /// </summary>
    /// <remarks>
    /// A fold's choice has not seen that fold, so the mean of these values has no selection in it; the interval is Student's with the variance corrected
    /// for folds that share their training rows. Sources: Tibshirani and Tibshirani, Annals of Applied Statistics 3, 2009 (the bias of a chosen minimum, by fold); Tsamardinos et al.,
    /// Machine Learning 107, 2018 (choosing on one part, judging on the rest); Nadeau and Bengio 2003. Trials count whose reports are the folds of their value: at least 3 steps, their mean the value.
    /// </remarks>
    /// <returns>Null when the best trial has no such reports, fewer than two trials have, or there are several objectives.</returns>
    public static HonestBest? FromFolds(TrialHistory history)
    {
        if (history.Directions.Count > 1 || history.Best is not { } best || !HasFolds(best))
        {
            return null;
        }

        var steps = best.Reports.Select(r => r.Step).ToArray();
        double[][] folds =
        [
            .. history.Trials.Where(t => t.IsFeasible && !t.IsEarlier && t.Reports.Count == steps.Length && HasFolds(t) && t.Reports.Select(r => r.Step).SequenceEqual(steps))
                .OrderBy(t => history.Loss(t)).ThenBy(t => t.Number).Take(MostTrials).Select(t => t.Reports.Select(r => history.Loss(r)).ToArray()),
        ];
        if (folds.Length < 2)
        {
            return null;
        }

        var left = Enumerable.Range(0, steps.Length).Select(k => LeftOut(folds, k)).ToArray();
        var correction = (1.0 / left.Length) + (1.0 / (left.Length - 1));
        return new HonestBest(best.Values[0], Student(left, correction, history.Directions[0], $"best of {folds.Length} chosen without the fold it is judged on, {left.Length} folds"));
    }

    /// <summary>From trials that were run once more with seeds the search has not seen: the best value, worse by what those values lost on average.</summary>
    /// <param name="best">The value the search found.</param>
    /// <param name="pairs">Value in the search and value with a fresh seed, at least two.</param>
    /// <param name="direction">Of the objective.</param>
    /// <remarks>Fresh seeds take away the luck of seeds. The luck of the rows goes too only when the program draws its split from the seed.</remarks>
    public static HonestBest FromRepeats(double best, IReadOnlyList<(double Found, double Again)> pairs, Direction direction)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs.Count, 2);
        var sign = direction == Direction.Minimise ? 1 : -1;
        double[] losses = [.. pairs.Select(p => sign * (best + p.Again - p.Found))];
        return new HonestBest(best, Student(losses, 1.0 / losses.Length, direction, $"the best {pairs.Count} run once more with fresh seeds"));
    }

    private static bool HasFolds(Trial trial)
    {
        if (trial.Reports.Count < FewestFolds)
        {
            return false;
        }

        var mean = trial.Reports.Average(r => r.Value);
        return Math.Abs(mean - trial.Values[0]) <= 1e-6 * Math.Max(Math.Abs(mean), 1e-12);
    }

    private static double LeftOut(double[][] folds, int fold)
    {
        var (chosen, smallest) = (folds[0], double.PositiveInfinity);
        foreach (var trial in folds)
        {
            var rest = trial.Sum() - trial[fold];
            if (rest < smallest)
            {
                (chosen, smallest) = (trial, rest);
            }
        }

        return chosen[fold];
    }

    // Losses are turned back to the objective's own side.
    private static Interval Student(double[] losses, double correction, Direction direction, string method)
    {
        var mean = losses.Average();
        var variance = losses.Sum(l => (l - mean) * (l - mean)) / (losses.Length - 1);
        var half = Numerics.Tails.StudentOfLevel(0.95, losses.Length - 1) * Math.Sqrt(variance * correction);
        return direction == Direction.Minimise ? new Interval(mean, mean - half, mean + half, method) : new Interval(-mean, -mean - half, half - mean, method);
    }
}
