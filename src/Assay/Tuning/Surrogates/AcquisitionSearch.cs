using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Surrogates;

/// <summary>Finds the configuration of a space with the largest gain: many draws, the best of them improved by gradients and small steps.</summary>
internal sealed class AcquisitionSearch(SurrogateInput input, Acquisition acquisition, SeededRandom random)
{
    private const int Draws = 300;
    private const int Starts = 6;
    private const int PolishRounds = 3;
    private static readonly double[] scales = [0.2, 0.05, 0.01];

    /// <summary>The best configuration that is not among those tried.</summary>
    /// <param name="good">The best ones so far, best first: the search also looks around them.</param>
    /// <param name="tried">Not proposed again.</param>
    internal Configuration Best(IReadOnlyList<Configuration> good, ISet<Configuration> tried)
    {
        var candidates = Candidates(good).Select(c => (Configuration: c, Gain: Gain(c))).OrderByDescending(c => c.Gain).ToList();
        var starts = candidates.DistinctBy(c => Branch(c.Configuration)).Take(Starts / 2).Concat(candidates.Take(Starts)).Distinct().Take(Starts + 2);
        var refined = starts.Select(s => Polished(Refined(s))).ToList();
        return refined.Concat(candidates).Where(c => !tried.Contains(c.Configuration)).MaxBy(c => c.Gain).Configuration ?? input.Space.Draw(random);
    }

    private double Gain(Configuration configuration) => acquisition.Gain(input.Encode(configuration), []);

    private IEnumerable<Configuration> Candidates(IReadOnlyList<Configuration> good)
    {
        for (var draw = 0; draw < Draws; draw++)
        {
            yield return input.Space.Draw(random);
        }

        foreach (var (centre, scale) in good.SelectMany(g => scales.Select(s => (g, s))))
        {
            for (var draw = 0; draw < 15; draw++)
            {
                if (Near(centre, scale) is var near && input.Space.Allows(near))
                {
                    yield return near;
                }
            }
        }
    }

    private Configuration Near(Configuration centre, double scale)
    {
        double[] units = [.. centre.Units];
        for (var i = 0; i < units.Length; i++)
        {
            var dimension = input.Space.Dimensions[i];
            var moves = random.NextDouble() < 0.6;
            if (dimension.IsOrdered)
            {
                var from = double.IsNaN(units[i]) ? random.NextDouble() : units[i];
                units[i] = moves ? Math.Clamp(from + (scale * random.NextNormal()), 0, 1) : from;
            }
            else if (double.IsNaN(units[i]) || random.NextDouble() < scale)
            {
                units[i] = random.Next(dimension.Choices.Count);
            }
        }

        return input.Space.FromUnits(units);
    }

    private (Configuration Configuration, double Gain) Refined((Configuration Configuration, double Gain) start)
    {
        var origin = input.Encode(start.Configuration);
        int[] moving = [.. Enumerable.Range(0, input.Ordered.Length).Where(i => !double.IsNaN(start.Configuration.Units[input.Ordered[i]]))];
        if (moving.Length == 0)
        {
            return start;
        }

        var (full, all) = ((double[])origin.Ordered.Clone(), new double[input.Ordered.Length]);
        double[] at = [.. moving.Select(i => full[i])];
        var point = new SurrogatePoint(full, origin.Categories);
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
            30);
        double[] units = [.. start.Configuration.Units];
        for (var i = 0; i < moving.Length; i++)
        {
            units[input.Ordered[moving[i]]] = at[i];
        }

        return Better(start, units);
    }

    // One step up and down for whole numbers, another choice for categories, while that helps.
    private (Configuration Configuration, double Gain) Polished((Configuration Configuration, double Gain) start)
    {
        var best = start;
        for (var round = 0; round < PolishRounds; round++)
        {
            var before = best;
            for (var i = 0; i < input.Space.Dimensions.Count; i++)
            {
                if (input.Space.Dimensions[i].Count > 0 && !double.IsNaN(best.Configuration.Units[i]))
                {
                    best = Moved(best, i);
                }
            }

            if (ReferenceEquals(before.Configuration, best.Configuration))
            {
                break;
            }
        }

        return best;
    }

    private (Configuration Configuration, double Gain) Moved((Configuration Configuration, double Gain) from, int dimension)
    {
        var (best, moved) = (from, input.Space.Dimensions[dimension]);
        var code = from.Configuration.Codes[dimension];
        IEnumerable<double> others = moved.IsOrdered
            ? [moved.FromUnit(moved.ToUnit(code) + (1.0 / moved.Count)), moved.FromUnit(moved.ToUnit(code) - (1.0 / moved.Count)), code + 1, code - 1]
            : Enumerable.Range(0, moved.Choices.Count).Select(c => (double)c);
        foreach (var other in others.Where(o => o != code && o >= moved.Low && o <= moved.High).Distinct())
        {
            double[] units = [.. from.Configuration.Units];
            units[dimension] = moved.IsOrdered ? moved.ToUnit(moved.FromUnit(moved.ToUnit(other))) : other;
            best = Better(best, units);
        }

        return best;
    }

    private (Configuration Configuration, double Gain) Better((Configuration Configuration, double Gain) known, double[] units)
    {
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = !double.IsNaN(units[i]) ? units[i] : input.Space.Dimensions[i].IsOrdered ? 0.5 : 0;
        }

        var configuration = input.Space.FromUnits(units);
        var gain = input.Space.Allows(configuration) ? Gain(configuration) : double.NegativeInfinity;
        return gain > known.Gain ? (configuration, gain) : known;
    }

    // Which choices were made that switch other parameters on and off.
    private string Branch(Configuration configuration) => string.Join(',', input.Space.Parents.Select(p => configuration.Codes[p]));
}
