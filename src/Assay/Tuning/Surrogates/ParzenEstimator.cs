using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Surrogates;

/// <summary>A density over configurations: a kernel around every trial and an even one over the space.</summary>
/// <remarks>
/// A kernel is a product of truncated normals over ordered parameters and of smoothed choices. Bandwidths follow Scott's rule with the
/// number of parameters, as in Falkner et al., ICML 2018. A parameter a trial lacks is spread evenly.
/// </remarks>
internal sealed class ParzenEstimator
{
    private const double NarrowestBandwidth = 0.005;
    private const int Knots = 200;

    private readonly Space space;
    private readonly double[][] centres;
    private readonly double[] cumulated;
    private readonly double[] bandwidths;
    private readonly double[] logWeights;
    private readonly double[][] massesAtKnots;
    private readonly double[][] logMasses;

    /// <param name="space">Of the trials.</param>
    /// <param name="trials">Best first.</param>
    /// <param name="weighted">Whether better ones count more (by rank).</param>
    internal ParzenEstimator(Space space, IEnumerable<Trial> trials, bool weighted)
    {
        this.space = space;
        centres = [.. trials.Select(t => t.Configuration.Units.ToArray())];
        double[] weights = [.. Enumerable.Range(0, centres.Length).Select(i => weighted ? Math.Log(centres.Length + 1) - (0.8 * Math.Log(i + 1)) : 1), 1.0];
        var total = weights.Sum();
        logWeights = [.. weights.Select(w => Math.Log(w / total))];
        cumulated = new double[weights.Length];
        for (var (i, sum) = (0, 0.0); i < weights.Length; i++)
        {
            cumulated[i] = sum += weights[i] / total;
        }

        var scott = 0.7 * Math.Pow(Math.Max(1, centres.Length), -1.0 / (space.Dimensions.Count + 4));
        bandwidths = [.. Enumerable.Range(0, space.Dimensions.Count).Select(d => Bandwidth(d, scott))];
        massesAtKnots = [.. Enumerable.Range(0, space.Dimensions.Count).Select(MassesAtKnots)];
        logMasses = [.. centres.Select(LogMasses)];
    }

    /// <summary>A draw from the density.</summary>
    internal Configuration Draw(SeededRandom random)
    {
        var pick = random.NextDouble();
        var at = Array.FindIndex(cumulated, c => pick < c);
        var centre = at >= 0 && at < centres.Length ? centres[at] : null;
        var units = new double[space.Dimensions.Count];
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = Draw(i, centre is null ? double.NaN : centre[i], random);
        }

        return space.FromUnits(units);
    }

    /// <summary>The logarithm of the density, by Lebesgue measure of the unit cube and counting of choices.</summary>
    internal double LogDensity(Configuration configuration)
    {
        var units = configuration.Units;
        Span<double> terms = new double[centres.Length + 1];
        var largest = terms[^1] = logWeights[^1] + Even(units);
        for (var k = 0; k < centres.Length; k++)
        {
            var term = logWeights[k];
            var (centre, masses) = (centres[k], logMasses[k]);
            for (var i = 0; i < units.Length; i++)
            {
                if (double.IsNaN(units[i]))
                {
                    continue;
                }

                if (double.IsNaN(centre[i]))
                {
                    term += space.Dimensions[i].IsOrdered ? 0 : -Math.Log(space.Dimensions[i].Choices.Count);
                }
                else if (space.Dimensions[i].IsOrdered)
                {
                    var gap = (units[i] - centre[i]) / bandwidths[i];
                    term -= (gap * gap / 2) + masses[i];
                }
                else
                {
                    term += units[i] == centre[i] ? masses[i] : Math.Log(bandwidths[i] / space.Dimensions[i].Choices.Count);
                }
            }

            terms[k] = term;
            largest = Math.Max(largest, term);
        }

        var sum = 0.0;
        foreach (var term in terms)
        {
            sum += term > largest - 40 ? Math.Exp(term - largest) : 0;
        }

        return largest + Math.Log(sum);
    }

    private double Even(ReadOnlySpan<double> units)
    {
        var sum = 0.0;
        for (var i = 0; i < units.Length; i++)
        {
            sum -= double.IsNaN(units[i]) || space.Dimensions[i].IsOrdered ? 0 : Math.Log(space.Dimensions[i].Choices.Count);
        }

        return sum;
    }

    // Scott's rule on what is there: the deviation of the centres. Of a category: the share of the kernel spread over all choices.
    private double Bandwidth(int dimension, double scott)
    {
        if (!space.Dimensions[dimension].IsOrdered)
        {
            return Math.Clamp(space.Dimensions[dimension].Choices.Count / (centres.Length + (double)space.Dimensions[dimension].Choices.Count), 0.02, 1);
        }

        double[] values = [.. centres.Select(c => c[dimension]).Where(u => !double.IsNaN(u))];
        var mean = values.DefaultIfEmpty(0.5).Average();
        var deviation = values.Length < 2 ? 0.3 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        return Math.Clamp(scott * Math.Max(deviation, 0.05), NarrowestBandwidth, 1);
    }

    // Of an ordered parameter: the logarithm of the normal's mass inside [0, 1] times its scale; of a category: that of its own choice's share.
    private double[] LogMasses(double[] centre)
    {
        var masses = new double[centre.Length];
        for (var i = 0; i < centre.Length; i++)
        {
            if (!double.IsNaN(centre[i]) && !space.Dimensions[i].IsOrdered)
            {
                masses[i] = Math.Log(1 - bandwidths[i] + (bandwidths[i] / space.Dimensions[i].Choices.Count));
            }
            else if (!double.IsNaN(centre[i]))
            {
                var place = Math.Clamp(centre[i], 0, 1) * Knots;
                var below = Math.Min(Knots - 1, (int)place);
                masses[i] = massesAtKnots[i][below] + ((place - below) * (massesAtKnots[i][below + 1] - massesAtKnots[i][below]));
            }
        }

        return masses;
    }

    // Between knots the logarithm is all but straight, and thousands of centres would each cost two error functions.
    private double[] MassesAtKnots(int dimension)
    {
        var width = bandwidths[dimension];
        return !space.Dimensions[dimension].IsOrdered ? [] :
        [
            .. Enumerable.Range(0, Knots + 1).Select(k => k / (double)Knots)
                .Select(c => Math.Log(width * Math.Sqrt(2 * Math.PI) * (Tails.NormalBelow((1 - c) / width) - Tails.NormalBelow(-c / width)))),
        ];
    }

    private double Draw(int dimension, double centre, SeededRandom random)
    {
        var parameter = space.Dimensions[dimension];
        if (!parameter.IsOrdered)
        {
            return double.IsNaN(centre) || random.NextDouble() < bandwidths[dimension] ? random.Next(parameter.Choices.Count) : centre;
        }

        if (double.IsNaN(centre))
        {
            return random.NextDouble();
        }

        for (var draw = 0; draw < 100; draw++)
        {
            var unit = centre + (bandwidths[dimension] * random.NextNormal());
            if (unit is >= 0 and <= 1)
            {
                return unit;
            }
        }

        return Math.Clamp(centre, 0, 1);
    }
}
