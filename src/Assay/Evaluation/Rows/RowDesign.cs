using Assay.Evaluation.Checks;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Rows;

/// <summary>How much each row counts and which rows belong together, and the intervals of means that follow from it without drawing rows again.</summary>
/// <param name="Weights">One weight a row, or empty.</param>
/// <param name="Units">The unit of every row, or empty when every row is its own.</param>
/// <param name="Level">The confidence level, in (0, 1).</param>
/// <remarks>
/// A mean is a ratio of weighted sums; its variance is that of the units' summed influences, with units / (units - 1), and Student's t of
/// units - 1 degrees of freedom. Source: Binder, International Statistical Review 51, 1983; Liang and Zeger, Biometrika 73, 1986.
/// </remarks>
internal sealed record RowDesign(double[] Weights, int[] Units, double Level)
{
    // From here on Student's t is the normal within 1 in 1,000.
    private const int Many = 1000;

    /// <summary>The rows of a check.</summary>
    public static RowDesign Of(CheckContext context) => new(context.Predictions.Data.Weights.ToArray(), context.Units, context.Level);

    /// <summary>Whether rows are independent and count the same.</summary>
    public bool Independent => Weights.Length == 0 && Units.Length == 0;

    /// <summary>The design of these rows.</summary>
    public RowDesign At(int[] rows) => this with
    {
        Weights = Weights.Length == 0 ? [] : Array.ConvertAll(rows, r => Weights[r]),
        Units = Units.Length == 0 ? [] : Array.ConvertAll(rows, r => Units[r]),
    };

    /// <summary>The same at a level that keeps so many intervals right together (Bonferroni).</summary>
    public RowDesign Together(int intervals) => this with { Level = 1 - ((1 - Level) / Math.Max(1, intervals)) };

    /// <summary>The weight of a row.</summary>
    public double Weight(int row) => Weights.Length == 0 ? 1 : Weights[row];

    /// <summary>The sum of all weights of n rows.</summary>
    public double Total(int rows) => Weights.Length == 0 ? rows : Sums.Of(Weights);

    /// <summary>The weighted mean.</summary>
    public double Average(double[] values) => Weights.Length == 0 ? Sums.Mean(values) : Sums.Dot(values, Weights) / Sums.Of(Weights);

    /// <summary>The weighted mean with its interval; undefined without rows, without limits of one unit or, where nothing bounds them, of values that are all alike.</summary>
    /// <param name="values">Length n.</param>
    /// <param name="range">What a value can be at least and at most, when that is known: values all alike then leave as much room as chance does.</param>
    public Interval Mean(double[] values, (double Low, double High)? range = null)
    {
        var total = Total(values.Length);
        if (values.Length == 0 || total == 0)
        {
            return Interval.None("there are no rows") with { Level = Level };
        }

        var mean = Average(values);
        if (Array.TrueForAll(values, v => v == values[0]))
        {
            return AllAlike(values[0], values.Length, range);
        }

        var influence = new double[values.Length];
        for (var i = 0; i < influence.Length; i++)
        {
            influence[i] = Weight(i) * (values[i] - mean) / total;
        }

        return Around(mean, influence);
    }

    /// <summary>The weighted share of rows with value 1: exact for independent rows, otherwise as <see cref="Mean"/>.</summary>
    /// <param name="happened">0 or 1, length n.</param>
    public Interval Share(double[] happened)
    {
        if (Independent)
        {
            return Proportion.ClopperPearson(happened.Sum(), happened.Length, Level);
        }

        var mean = Mean(happened, (0, 1));
        if (happened.Length == 0 || mean.Low < mean.High || double.IsNaN(mean.Value))
        {
            return mean is { Low: var low, High: var high } ? mean with { Low = Math.Max(0, low), High = Math.Min(1, high) } : mean;
        }

        // All units alike, or one alone, say nothing about the spread: as many exact rows as they are worth.
        var worth = Worth(happened.Length);
        var share = Math.Abs(mean.Value - Math.Round(mean.Value)) < 1e-9 ? Math.Round(mean.Value) : mean.Value;
        return Proportion.ClopperPearson(share * worth, worth, Level) with { Method = "clopper-pearson over effective rows" };
    }

    // Of n units all alike, a share of up to 1 - (alpha / 2)^(1 / n) may still be otherwise, and these as far away as a value can be.
    // Source: Clopper and Pearson, Biometrika 26, 1934, for no event in n.
    private Interval AllAlike(double value, int rows, (double Low, double High)? range)
    {
        if (range is not { } bounds)
        {
            return new Interval(value, double.NaN, double.NaN, "no interval: all values are alike") { Level = Level };
        }

        var others = 1 - Math.Pow((1 - Level) / 2, 1 / Worth(rows));
        return new Interval(value, value - (others * (value - bounds.Low)), value + (others * (bounds.High - value)), "exact for values all alike") { Level = Level };
    }

    // How many independent rows of one weight these are worth. Source: Kish, Survey Sampling, 1965.
    private double Worth(int rows) => Units.Length > 0 ? Units.Distinct().Count() : Weights.Length == 0 ? rows : Total(rows) * Total(rows) / Sums.Dot(Weights, Weights);

    /// <summary>An interval around an estimate from each row's influence on it (they sum to about 0).</summary>
    public Interval Around(double value, double[] influence)
    {
        var (error, units) = Error(influence);
        var method = Units.Length > 0 ? "student t over units" : "student t";
        if (units < 2)
        {
            return new Interval(value, double.NaN, double.NaN, $"{method}: no interval of one unit") { Level = Level };
        }

        var half = error * Quantile(units - 1);
        return new Interval(value, value - half, value + half, method) { Level = Level };
    }

    /// <summary>The standard error of an estimate from each row's influence on it, and the number of units.</summary>
    public (double Error, int Units) Error(double[] influence)
    {
        if (Units.Length == 0)
        {
            var rows = influence.Length;
            return (Math.Sqrt(Sums.Dot(influence, influence) * rows / Math.Max(1, rows - 1)), rows);
        }

        var sums = new Dictionary<int, double>();
        for (var i = 0; i < influence.Length; i++)
        {
            sums[Units[i]] = sums.GetValueOrDefault(Units[i]) + influence[i];
        }

        var squares = 0.0;
        foreach (var sum in sums.Values)
        {
            squares += sum * sum;
        }

        return (Math.Sqrt(squares * sums.Count / Math.Max(1, sums.Count - 1)), sums.Count);
    }

    /// <summary>The t (or z) of a two-sided interval of this level.</summary>
    public double Quantile(int degrees) => degrees >= Many ? Tails.NormalOfLevel(Level) : Tails.StudentOfLevel(Level, degrees);
}
