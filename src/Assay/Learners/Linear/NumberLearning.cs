using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>Learns how a column of numbers becomes features, from training rows and never from labels.</summary>
internal static class NumberLearning
{
    private const double MostSkew = 0.75;
    private const double ShareOfAMode = 0.1;

    /// <summary>The features of a column; null when its cells say nothing.</summary>
    public static NumberFeatures? Learn(NumberColumn column, ReadOnlySpan<int> rows, NumberReading reading, LinearRecipe recipe)
    {
        var values = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            values[i] = NumberFeatures.Read(column.Values[rows[i]], reading);
        }

        var sorted = Array.FindAll(values, double.IsFinite);
        Array.Sort(sorted);
        if (sorted.Length == 0 || (sorted[0] == sorted[^1] && sorted.Length == values.Length))
        {
            return null;
        }

        var range = sorted[^1] - sorted[0];
        var features = new NumberFeatures
        {
            Column = column.Name,
            Reading = reading,
            Median = sorted[sorted.Length / 2],
            Smallest = sorted[0],
            Low = Math.Max(sorted[0] - range, double.MinValue),
            High = Math.Min(sorted[^1] + range, double.MaxValue),
            TellsMissing = sorted.Length < values.Length,
        };
        return Standardise(Bend(features, sorted, recipe), sorted);
    }

    private static NumberFeatures Bend(NumberFeatures features, double[] sorted, LinearRecipe recipe)
    {
        if (recipe.Numbers == NumberBasis.Linear && features.Reading == NumberReading.Value)
        {
            return features;
        }

        var groups = Groups(sorted);
        var often = groups.Where(g => g.Rows >= recipe.FewestRows).Select(g => g.Value).ToArray();
        if (groups.Count <= recipe.MostLevels)
        {
            return features with { Levels = often };
        }

        var modes = groups.Where(g => g.Rows >= ShareOfAMode * sorted.Length).Select(g => g.Value).ToArray();
        var scale = Skew(sorted) > MostSkew ? sorted.Select(v => v - sorted[0]).First(d => d > 0 && d >= (features.Median - sorted[0]) / 2) : 0;
        var bent = features with { Levels = modes, LogarithmScale = scale };
        // Knots stand among the values that are not one of the modes, or most of them would fall together.
        var rest = Array.FindAll(sorted, v => Array.IndexOf(modes, v) < 0);
        var curves = new double[2];
        var along = Array.ConvertAll(rest, v =>
        {
            bent.Curve(v, curves);
            return curves[scale > 0 ? 1 : 0];
        });
        var knots = Knots(along, recipe.Knots);
        return knots.Length < 3 ? bent : bent with { Knots = knots };
    }

    // Equally spaced quantiles, the outermost ones 2.5 % away from the ends.
    private static double[] Knots(double[] sorted, int count)
    {
        var knots = new SortedSet<double>();
        for (var i = 0; i < count && sorted.Length > 0; i++)
        {
            knots.Add(sorted[(int)((0.025 + (0.95 * i / (count - 1))) * (sorted.Length - 1))]);
        }

        return [.. knots];
    }

    private static NumberFeatures Standardise(NumberFeatures features, double[] sorted)
    {
        var width = 1 + (features.LogarithmScale > 0 ? 1 : 0) + Math.Max(0, features.Knots.Length - 2);
        var (centres, spreads, curves) = (new double[width], new double[width], new double[width]);
        foreach (var value in sorted)
        {
            features.Curve(value, curves);
            for (var i = 0; i < width; i++)
            {
                centres[i] += curves[i] / sorted.Length;
            }
        }

        foreach (var value in sorted)
        {
            features.Curve(value, curves);
            for (var i = 0; i < width; i++)
            {
                spreads[i] += (curves[i] - centres[i]) * (curves[i] - centres[i]) / sorted.Length;
            }
        }

        for (var i = 0; i < width; i++)
        {
            var spread = Math.Sqrt(spreads[i]);
            spreads[i] = double.IsFinite(spread) && double.IsFinite(centres[i]) && spread > 1e-12 * Math.Abs(centres[i]) ? spread : 0;
        }

        return features with { Centres = centres, Spreads = spreads };
    }

    private static double Skew(double[] values)
    {
        var mean = values.Average();
        double squares = 0, cubes = 0;
        foreach (var value in values)
        {
            var miss = value - mean;
            squares += miss * miss;
            cubes += miss * miss * miss;
        }

        return squares > 0 ? cubes / values.Length / Math.Pow(squares / values.Length, 1.5) : 0;
    }

    private static List<(double Value, int Rows)> Groups(double[] sorted)
    {
        var groups = new List<(double Value, int Rows)>();
        foreach (var value in sorted)
        {
            if (groups.Count > 0 && groups[^1].Value == value)
            {
                groups[^1] = (value, groups[^1].Rows + 1);
            }
            else
            {
                groups.Add((value, 1));
            }
        }

        return groups;
    }
}
