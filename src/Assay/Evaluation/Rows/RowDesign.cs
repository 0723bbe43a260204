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

    /// <summary>The weighted mean with its interval; undefined without rows, without limits of one unit.</summary>
    public Interval Mean(double[] values)
    {
        var total = Total(values.Length);
        if (values.Length == 0 || total == 0)
        {
            return Interval.None("there are no rows") with { Level = Level };
        }

        var mean = Average(values);
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

        var mean = Mean(happened);
        if (happened.Length == 0 || mean.Low < mean.High || double.IsNaN(mean.Value))
        {
            return mean is { Low: var low, High: var high } ? mean with { Low = Math.Max(0, low), High = Math.Min(1, high) } : mean;
        }

        // All units alike, or one alone, say nothing about the spread: as many exact rows as they are worth.
        var worth = Units.Length > 0 ? Units.Distinct().Count() : Total(happened.Length) * Total(happened.Length) / Sums.Dot(Weights, Weights);
        var share = Math.Abs(mean.Value - Math.Round(mean.Value)) < 1e-9 ? Math.Round(mean.Value) : mean.Value;
        return Proportion.ClopperPearson(share * worth, worth, Level) with { Method = "clopper-pearson over effective rows" };
    }

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
