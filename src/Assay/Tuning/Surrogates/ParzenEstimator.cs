using Assay.Numerics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Surrogates;

/// <summary>A density over configurations: a kernel around every trial and an even one over the space.</summary>
/// <remarks>
/// A kernel is a product of truncated normals over ordered parameters (of their masses in a cell where values are few) and of smoothed choices. Bandwidths
/// follow Scott's rule with the number of parameters, as in Falkner et al., ICML 2018. A parameter a trial lacks is spread evenly.
/// </remarks>
internal sealed class ParzenEstimator
{
    private const double NarrowestBandwidth = 0.005;
    private const double LeastDeviation = 0.1;
    private const int Knots = 200;
    private const int MostCells = 64;

    private readonly Space space;
    private readonly double[][] centres;
    private readonly double[] cumulated;
    private readonly double[] bandwidths;
    private readonly double[] logWeights;
    private readonly double[][] massesAtKnots;
    private readonly double[][] cells;
    private readonly double[] unlike;
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

        var scott = Math.Pow(Math.Max(1, centres.Length), -1.0 / (space.Dimensions.Count + 4));
        bandwidths = [.. Enumerable.Range(0, space.Dimensions.Count).Select(d => Bandwidth(d, scott))];
        massesAtKnots = [.. Enumerable.Range(0, space.Dimensions.Count).Select(MassesAtKnots)];
        cells = [.. Enumerable.Range(0, space.Dimensions.Count).Select(Cells)];
        unlike = [.. space.Dimensions.Select((d, i) => d.IsOrdered ? 0 : Math.Log(bandwidths[i] / d.Choices.Count))];
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

    /// <summary>The logarithm of the density, by Lebesgue measure of the unit cube and counting of choices, up to what all kernels share.</summary>
    internal double LogDensity(Configuration configuration)
    {
        var units = configuration.Units;
        Span<double> terms = new double[centres.Length + 1];
        var largest = terms[^1] = logWeights[^1] + Even(units);
        for (var k = 0; k < centres.Length; k++)
        {
            var term = terms[k] = logWeights[k] + Log(units, centres[k], logMasses[k]);
            largest = Math.Max(largest, term);
        }

        var sum = 0.0;
        foreach (var term in terms)
        {
            sum += term > largest - 40 ? Math.Exp(term - largest) : 0;
        }

        return largest + Math.Log(sum);
    }

    private double Log(ReadOnlySpan<double> units, double[] centre, double[] masses)
    {
        var term = 0.0;
        for (var i = 0; i < units.Length; i++)
        {
            if (double.IsNaN(units[i]))
            {
                continue;
            }

            if (double.IsNaN(centre[i]))
            {
                term += Even(i);
            }
            else if (!space.Dimensions[i].IsOrdered)
            {
                term += units[i] == centre[i] ? masses[i] : unlike[i];
            }
            else if (cells[i].Length > 0)
            {
                term += cells[i][(int)Math.Round(Math.Abs(units[i] - centre[i]) * cells[i].Length)] - masses[i];
            }
            else
            {
                var gap = (units[i] - centre[i]) / bandwidths[i];
                term -= (gap * gap / 2) + masses[i];
            }
        }

        return term;
    }

    private double Even(ReadOnlySpan<double> units)
    {
        var sum = 0.0;
        for (var i = 0; i < units.Length; i++)
        {
            sum += double.IsNaN(units[i]) ? 0 : Even(i);
        }

        return sum;
    }

    private double Even(int dimension) =>
        !space.Dimensions[dimension].IsOrdered ? -Math.Log(space.Dimensions[dimension].Choices.Count)
        : cells[dimension].Length > 0 ? -Math.Log(cells[dimension].Length)
        : 0;

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
        return Math.Clamp(scott * Math.Max(deviation, LeastDeviation), NarrowestBandwidth, 1);
    }

    // The logarithm of a normal's mass in a cell so many cells away; empty unless values are few and evenly spaced.
    private double[] Cells(int dimension)
    {
        var described = space.Dimensions[dimension];
        if (!described.IsOrdered || described.Logarithmic || described.Count is 0 or > MostCells)
        {
            return [];
        }

        var width = 1 / (described.Count * bandwidths[dimension]);
        return [.. Enumerable.Range(0, (int)described.Count).Select(k => Math.Log(Math.Max(1e-300, Tails.NormalBelow((0.5 - k) * width) - Tails.NormalBelow((-0.5 - k) * width))))];
    }

    // Of an ordered parameter: the logarithm of the normal's mass inside [0, 1] (times its scale where values are not cells); of a category: that of its own choice's share.
    private double[] LogMasses(double[] centre)
    {
        var masses = new double[centre.Length];
        for (var i = 0; i < centre.Length; i++)
        {
            if (double.IsNaN(centre[i]))
            {
                continue;
            }

            if (!space.Dimensions[i].IsOrdered)
            {
                masses[i] = Math.Log(1 - bandwidths[i] + (bandwidths[i] / space.Dimensions[i].Choices.Count));
                continue;
            }

            var place = Math.Clamp(centre[i], 0, 1) * Knots;
            var below = Math.Min(Knots - 1, (int)place);
            masses[i] = massesAtKnots[i][below] + ((place - below) * (massesAtKnots[i][below + 1] - massesAtKnots[i][below]));
            masses[i] -= cells[i].Length > 0 ? Math.Log(bandwidths[i] * Math.Sqrt(2 * Math.PI)) : 0;
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
