using Assay.Numerics;
using Assay.Tuning.Spaces;
using Assay.Tuning.Surrogates;

namespace Assay.Tuning.Samplers;

/// <summary>Models what was seen by a random forest and tries where it expects most: for spaces of many categories and conditions, rough objectives, hundreds of trials.</summary>
/// <remarks>
/// Expected improvement of a forest over bent losses, searched from random configurations and by single changes of the best ones; every fifth proposal is random.
/// Sources: Hutter et al., "Sequential model-based optimization for general algorithm configuration", LION 2011 (SMAC); Lindauer et al., JMLR 23, 2022.
/// </remarks>
[Named("random-forest")]
public sealed class ForestSampler : Sampler
{
    private const int RandomEvery = 5;
    private const int Draws = 400;
    private const int Starts = 8;
    private const int Rounds = 12;
    private const int Neighbours = 4;
    private const double Nearness = 0.2;
    private const double Bend = 0.1;

    private static readonly ForestOptions growth = new() { Trees = 24, Parameters = 5.0 / 6, LeastSplit = 3 };

    /// <inheritdoc/>
    public override string? Refuses(Space space, int objectives) => objectives > 1 ? "It searches one objective." : null;

    /// <inheritdoc/>
    public override Configuration Propose(TrialHistory history, SeededRandom random)
    {
        var input = new SurrogateInput(history.Space);
        var seen = new OutcomeTable(history, input);
        if (history.Trials.Count < ProcessSampler.Beginning(history.Space) || seen.Count < 2)
        {
            return new QuasiRandomSampler().Propose(history, random);
        }

        if (history.Trials.Count % RandomEvery == 0)
        {
            return history.Space.Draw(random);
        }

        var losses = Losses(history, seen);
        var scale = new OutcomeScale(losses, Bend);
        double[] outcomes = [.. losses.Select(scale.Of)];
        var forest = new RegressionForest(input, seen.Points, outcomes, growth, random);
        var (best, tried) = (outcomes.Min(), history.Trials.Select(t => t.Configuration).ToHashSet());
        return Search(seen.Best(Starts), history.Space, c => Gain(forest.Predict(input.Encode(c)), best), (tried, random));
    }

    // What breaks a constraint is no better than the worst, and worse the more it breaks.
    private static double[] Losses(TrialHistory history, OutcomeTable seen)
    {
        var worst = seen.Losses[0].Max();
        return [.. history.Finished.Select((t, i) => t.State == TrialState.Done && !t.IsFeasible ? worst + Math.Min(1, t.Constraints.Sum(c => Math.Max(0, c))) : seen.Losses[0][i])];
    }

    private static double Gain((double Mean, double Variance) expected, double best)
    {
        var deviation = Math.Sqrt(Math.Max(expected.Variance, 1e-12));
        return Math.Log(deviation) + NormalTails.Improvement((best - expected.Mean) / deviation).LogH;
    }

    private static Configuration Search(
        IReadOnlyList<Configuration> good, Space space, Func<Configuration, double> gain, (HashSet<Configuration> Tried, SeededRandom Random) given)
    {
        var drawn = Enumerable.Range(0, Draws).Select(_ => space.Draw(given.Random)).Select(c => (Configuration: c, Gain: gain(c))).OrderByDescending(c => c.Gain).ToList();
        var found = drawn.Take(Starts).Concat(good.Select(c => (Configuration: c, Gain: gain(c)))).ToList();
        foreach (var start in found.ToArray())
        {
            var at = start;
            for (var (round, moved) = (0, true); round < Rounds && moved; round++)
            {
                var next = Around(at.Configuration, given.Random).Where(space.Allows).Select(c => (Configuration: c, Gain: gain(c))).OrderByDescending(c => c.Gain).FirstOrDefault(at);
                moved = next.Gain > at.Gain;
                at = moved ? next : at;
                found.Add(next);
            }
        }

        return found.Concat(drawn).Where(c => !given.Tried.Contains(c.Configuration)).OrderByDescending(c => c.Gain).Select(c => c.Configuration).FirstOrDefault() ?? space.Draw(given.Random);
    }

    // Every other choice of a category, four steps of a number, one parameter at a time; what begins to count is drawn.
    private static IEnumerable<Configuration> Around(Configuration centre, SeededRandom random)
    {
        var space = centre.Space;
        for (var i = 0; i < space.Dimensions.Count; i++)
        {
            if (double.IsNaN(centre.Codes[i]))
            {
                continue;
            }

            var (dimension, at) = (space.Dimensions[i], centre.Units[i]);
            double[] others = dimension.IsOrdered
                ? [.. Enumerable.Range(0, Neighbours).Select(_ => Math.Clamp(at + (Nearness * random.NextNormal()), 0, 1))]
                : [.. Enumerable.Range(0, dimension.Choices.Count).Select(c => (double)c).Where(c => c != at)];
            foreach (var other in others)
            {
                yield return Changed(centre, i, other, random);
            }
        }
    }

    private static Configuration Changed(Configuration centre, int parameter, double unit, SeededRandom random)
    {
        double[] units = [.. centre.Units];
        units[parameter] = unit;
        for (var i = 0; i < units.Length; i++)
        {
            var dimension = centre.Space.Dimensions[i];
            units[i] = !double.IsNaN(units[i]) ? units[i] : dimension.IsOrdered ? random.NextDouble() : random.Next(dimension.Choices.Count);
        }

        return centre.Space.FromUnits(units);
    }
}
