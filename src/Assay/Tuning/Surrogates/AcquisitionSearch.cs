using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Surrogates;

/// <summary>Finds the configuration of a space with the largest gain: many draws, the best of them improved by gradients and single steps.</summary>
/// <param name="input">How configurations become points.</param>
/// <param name="acquisition">The gain.</param>
/// <param name="tried">Not proposed again.</param>
/// <param name="random">For the draws.</param>
internal sealed class AcquisitionSearch(SurrogateInput input, Acquisition acquisition, IReadOnlySet<Configuration> tried, SeededRandom random)
{
    private const int Draws = 300;
    private const int DrawsAround = 15;
    private const int Starts = 6;
    private const int Steps = 30;
    private const int StepRounds = 2;
    private const int ManyValues = 200;
    private static readonly double[] scales = [0.2, 0.05, 0.01];

    // Numbers, and whole numbers with so many values that rounding changes next to nothing.
    private readonly int[] uncounted = [.. input.Ordered.Where(i => input.Space.Dimensions[i].Count is 0 or > ManyValues)];

    /// <summary>Choices every proposal must have; null where a parameter is free.</summary>
    internal double?[] Branch { get; init; } = [];

    /// <summary>The best configuration that is not among those tried, and its gain.</summary>
    /// <param name="good">The best ones so far, best first: the search also looks around them.</param>
    internal (Configuration Configuration, double Gain) Best(IReadOnlyList<Configuration> good)
    {
        var candidates = Candidates(good).Select(Rated).OrderByDescending(c => c.Gain).ToList();
        var starts = candidates.DistinctBy(c => BranchOf(c.Configuration)).Take(Starts / 2).Concat(candidates.Take(Starts)).Distinct();
        var climbed = starts.Select(Climbed).OrderByDescending(c => c.Gain).ToList();
        climbed.Insert(0, Stepped(climbed[0]));
        var best = climbed.Concat(candidates).Where(c => !tried.Contains(c.Configuration)).OrderByDescending(c => c.Gain).FirstOrDefault();
        return best.Configuration is null ? (input.Space.Draw(random), double.NegativeInfinity) : best;
    }

    private (Configuration Configuration, double Gain) Rated(Configuration configuration) =>
        (configuration, input.Space.Allows(configuration) ? acquisition.Gain(input.Encode(configuration), []) : double.NegativeInfinity);

    private IEnumerable<Configuration> Candidates(IReadOnlyList<Configuration> good)
    {
        for (var draw = 0; draw < Draws; draw++)
        {
            yield return Made([.. input.Space.Draw(random).Units]);
        }

        foreach (var (centre, scale) in good.SelectMany(g => scales.Select(s => (g, s))))
        {
            for (var draw = 0; draw < DrawsAround; draw++)
            {
                yield return Near(centre, scale);
            }
        }
    }

    private Configuration Near(Configuration centre, double scale)
    {
        double[] units = [.. centre.Units];
        for (var i = 0; i < units.Length; i++)
        {
            if (!input.Space.Dimensions[i].IsOrdered)
            {
                units[i] = random.NextDouble() < scale ? double.NaN : units[i];
            }
            else if (random.NextDouble() < 0.6)
            {
                units[i] = Math.Clamp(units[i] + (scale * random.NextNormal()), 0, 1);
            }
        }

        return Made(units);
    }

    // What is not said is drawn; the branch's choices win over everything.
    private Configuration Made(double[] units)
    {
        for (var i = 0; i < units.Length; i++)
        {
            var dimension = input.Space.Dimensions[i];
            if (i < Branch.Length && Branch[i] is { } choice)
            {
                units[i] = dimension.IsOrdered ? dimension.ToUnit(choice) : choice;
            }
            else if (double.IsNaN(units[i]))
            {
                units[i] = dimension.IsOrdered ? random.NextDouble() : random.Next(dimension.Choices.Count);
            }
        }

        return input.Space.FromUnits(units);
    }

    // First as if whole numbers had values in between, then the others once more with those rounded.
    private (Configuration Configuration, double Gain) Climbed((Configuration Configuration, double Gain) start)
    {
        var relaxed = Followed(start.Configuration, input.Ordered);
        if (uncounted.Length < input.Ordered.Length)
        {
            relaxed = Followed(relaxed.Configuration, uncounted);
        }

        return relaxed.Gain > start.Gain ? relaxed : start;
    }

    // Moves along the gradient in these parameters and rounds.
    private (Configuration Configuration, double Gain) Followed(Configuration start, int[] parameters)
    {
        int[] moving = [.. Enumerable.Range(0, input.Ordered.Length).Where(i => parameters.Contains(input.Ordered[i]) && !double.IsNaN(start.Units[input.Ordered[i]]))];
        if (moving.Length == 0)
        {
            return Rated(start);
        }

        var point = input.Encode(start);
        var (full, all) = (point.Ordered, new double[point.Ordered.Length]);
        double[] at = [.. moving.Select(i => full[i])];
        _ = QuasiNewton.Minimise(
            (x, gradient) =>
            {
                for (var i = 0; i < moving.Length; i++)
                {
                    full[moving[i]] = x[i];
                }

                var gain = acquisition.Gain(point, all);
                for (var i = 0; i < moving.Length; i++)
                {
                    gradient[i] = -all[moving[i]];
                }

                return -gain;
            },
            at,
            (new double[moving.Length], [.. moving.Select(_ => 1.0)]),
            Steps);
        double[] units = [.. start.Units];
        for (var i = 0; i < moving.Length; i++)
        {
            units[input.Ordered[moving[i]]] = at[i];
        }

        return Rated(Made(units));
    }

    // One step up and down for whole numbers, other choices for categories, the remaining parameters following each.
    private (Configuration Configuration, double Gain) Stepped((Configuration Configuration, double Gain) start)
    {
        var best = start;
        for (var round = 0; round < StepRounds; round++)
        {
            var before = best.Configuration;
            for (var i = 0; i < input.Space.Dimensions.Count; i++)
            {
                foreach (var other in Neighbours(best.Configuration, i))
                {
                    var followed = Followed(other, uncounted);
                    best = followed.Gain > best.Gain ? followed : best;
                }
            }

            if (ReferenceEquals(before, best.Configuration))
            {
                break;
            }
        }

        return best;
    }

    private IEnumerable<Configuration> Neighbours(Configuration centre, int parameter)
    {
        var dimension = input.Space.Dimensions[parameter];
        var code = centre.Codes[parameter];
        if (dimension.Count is 0 or > ManyValues || double.IsNaN(code))
        {
            yield break;
        }

        var step = dimension.Step == 0 ? 1 : dimension.Step;
        IEnumerable<double> others = dimension.IsOrdered ? [code - step, code + step] : Enumerable.Range(0, dimension.Choices.Count).Select(c => (double)c);
        foreach (var other in others.Where(o => o != code && o >= dimension.Low && o <= dimension.High))
        {
            double[] units = [.. centre.Units];
            units[parameter] = dimension.IsOrdered ? dimension.ToUnit(other) : other;
            if (Made(units) is var neighbour && !neighbour.Equals(centre))
            {
                yield return neighbour;
            }
        }
    }

    // Which choices were made that switch other parameters on and off.
    private string BranchOf(Configuration configuration) => string.Join(',', input.Space.Parents.Select(p => configuration.Codes[p]));
}
