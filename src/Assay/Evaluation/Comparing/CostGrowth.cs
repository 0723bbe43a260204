using Assay.Data;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Comparing;

/// <summary>How much more the second system costs than the first, with an interval where it was measured more than once.</summary>
/// <remarks>Limits are at the level 1 - (1 - level) / costs (Bonferroni), as those of slices are.</remarks>
internal static class CostGrowth
{
    /// <summary>One cost against its limit.</summary>
    /// <exception cref="AssayException"><c>usage.limit</c> when one of the two does not have the cost.</exception>
    public static CostComparison Of(CostLimit limit, PairedPredictions pair, (Costs First, Costs Second) measured, ComparisonOptions options)
    {
        options = options with { Level = 1 - ((1 - options.Level) / Math.Max(1, options.CostLimits.Count)) };
        var (first, ofRows) = Find(limit.Name, measured.First, pair.Data);
        var (second, alsoOfRows) = Find(limit.Name, measured.Second, pair.SecondData);
        var (one, two) = (Sums.Mean(first), Sums.Mean(second));
        var growth = first.Length == second.Length && first.Length > 1
            ? Paired(limit, (first, second), ofRows && alsoOfRows ? pair.Units : [], options)
            : new Interval(limit.Relative ? (two / one) - 1 : two - one, double.NaN, double.NaN, first.Length == 1 && second.Length == 1 ? "exact" : "no interval: measured differently often");
        if (growth.Method == "exact")
        {
            growth = growth with { Low = growth.Value, High = growth.Value };
        }

        return new CostComparison(limit.Name, one, two, growth with { Level = options.Level }, limit, Gate.AtMost(growth, limit.Most));
    }

    private static Interval Paired(CostLimit limit, (double[] First, double[] Second) costs, int[] units, ComparisonOptions options)
    {
        double Mean(double[] values, ReadOnlySpan<double> weights)
        {
            var (sum, total) = (0.0, 0.0);
            for (var i = 0; i < values.Length; i++)
            {
                sum += weights[i] * values[i];
                total += weights[i];
            }

            return sum / total;
        }

        return Bootstrap.Of(
            w => limit.Relative ? (Mean(costs.Second, w) / Mean(costs.First, w)) - 1 : Mean(costs.Second, w) - Mean(costs.First, w),
            costs.First.Length,
            new BootstrapOptions
            {
                Draws = SliceGains.DrawsFor(options),
                Seed = SeededRandom.Derive(options.Seed, "compare/cost/" + limit.Name),
                Threads = options.Threads,
                Level = options.Level,
                Units = units,
                Cancellation = options.Cancellation,
            });
    }

    private static (double[] Values, bool OfRows) Find(string name, Costs measured, Dataset rows)
    {
        if (measured.Values.TryGetValue(name, out var values))
        {
            return (values, false);
        }

        var known = measured.Values.Keys.Concat(rows.Columns.OfType<NumberColumn>().Select(c => c.Name)).ToList();
        var column = rows.Columns.OfType<NumberColumn>().FirstOrDefault(c => c.Name == name)
            ?? throw new AssayException("usage.limit", $"Nothing called \"{name}\" is known of {rows.Name}.{Spelling.DidYouMean(name, known)} Known: {string.Join(", ", known)}. A limit needs a column of numbers in both files.");
        return column.Values.IndexOf(double.NaN) < 0 ? (column.Values.ToArray(), true) : throw new AssayException(
            "data.cost-missing", $"Column \"{name}\" of {rows.Name} has no value in row {column.Values.IndexOf(double.NaN)}. A cost must be known for every row.");
    }
}
