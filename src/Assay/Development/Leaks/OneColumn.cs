using Assay.Development.Splits;

namespace Assay.Development.Leaks;

/// <summary>A one-column model: the mean of the target in each bin of a number or level of a category, shrunk to the overall mean.</summary>
/// <remarks>Fitted on one half of the rows and scored on the other, both ways, so that columns with many values gain nothing by heart.</remarks>
internal sealed class OneColumn
{
    private const double Shrinkage = 3;
    private const int MostBins = 256;
    private readonly double[]? numbers;
    private readonly int[]? levels;

    private OneColumn(double[]? numbers, int[]? levels) => (this.numbers, this.levels) = (numbers, levels);

    /// <summary>Numbers, NaN for missing.</summary>
    public static OneColumn Ordered(double[] values) => new(values, null);

    /// <summary>Codes of levels, -1 for missing.</summary>
    public static OneColumn Named(int[] codes) => new(null, codes);

    /// <summary>Mean over both halves of the area under the ROC curve; <paramref name="truth"/> is 0 or 1.</summary>
    public double CrossArea(double[] truth, bool[] halves) =>
        Halves(halves, (train, test) => Ranking.Area(Array.ConvertAll(test, i => truth[i]), Predict(truth, train, test), (1, 0, 1)));

    /// <summary>Mean over both halves of the share of variance explained, by bins or, for numbers, a straight line if that is better.</summary>
    public double CrossExplained(double[] truth, bool[] halves) => Halves(halves, (train, test) =>
    {
        var held = Array.ConvertAll(test, i => truth[i]);
        var bins = Ranking.Explained(held, Predict(truth, train, test));
        return numbers is null ? bins : Math.Max(bins, Ranking.Explained(held, Line(truth, train, test)));
    });

    private static double Halves(bool[] halves, Func<int[], int[], double> score)
    {
        int[] first = [.. Enumerable.Range(0, halves.Length).Where(i => !halves[i])];
        int[] second = [.. Enumerable.Range(0, halves.Length).Where(i => halves[i])];
        return first.Length < 2 || second.Length < 2 ? 0 : (score(first, second) + score(second, first)) / 2;
    }

    private double[] Predict(double[] truth, int[] train, int[] test)
    {
        var mean = train.Average(i => truth[i]);
        var edges = numbers is null ? [] : Edges(train);
        var sums = new Dictionary<int, (double Sum, int Count)>();
        foreach (var i in train)
        {
            var bin = Bin(i, edges);
            var (sum, count) = sums.GetValueOrDefault(bin);
            sums[bin] = (sum + truth[i], count + 1);
        }

        return Array.ConvertAll(test, i =>
        {
            var (sum, count) = sums.GetValueOrDefault(Bin(i, edges));
            return (sum + (Shrinkage * mean)) / (count + Shrinkage);
        });
    }

    // One bin a distinct value where there are few, else quantiles of the training half.
    private double[] Edges(int[] train)
    {
        var sorted = train.Select(i => numbers![i]).Where(v => !double.IsNaN(v)).Order().ToArray();
        var distinct = sorted.Distinct().Take(MostBins + 1).ToArray();
        if (distinct.Length <= MostBins)
        {
            return distinct;
        }

        var bins = Math.Clamp(sorted.Length / 20, 8, MostBins);
        return [.. Enumerable.Range(0, bins).Select(b => sorted[(int)((long)b * sorted.Length / bins)]).Distinct()];
    }

    private int Bin(int i, double[] edges)
    {
        if (levels is not null)
        {
            return levels[i];
        }

        if (double.IsNaN(numbers![i]))
        {
            return -1;
        }

        var at = Array.BinarySearch(edges, numbers[i]);
        return at >= 0 ? at : Math.Max(0, ~at - 1);
    }

    private double[] Line(double[] truth, int[] train, int[] test)
    {
        var known = train.Where(i => !double.IsNaN(numbers![i])).ToArray();
        if (known.Length < 2)
        {
            return new double[test.Length];
        }

        var (x, y) = (known.Average(i => numbers![i]), known.Average(i => truth[i]));
        var spread = known.Sum(i => (numbers![i] - x) * (numbers[i] - x));
        var slope = spread == 0 ? 0 : known.Sum(i => (numbers![i] - x) * (truth[i] - y)) / spread;
        return Array.ConvertAll(test, i => double.IsNaN(numbers![i]) ? y : y + (slope * (numbers[i] - x)));
    }
}
