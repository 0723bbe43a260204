using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Statistics;

namespace Assay.Language.Runs;

/// <summary>The interval of a task's score.</summary>
internal static class ScoreInterval
{
    private const int Draws = 1000;
    private const double Normal = 1.959963984540054;

    /// <summary>
    /// Cluster-robust where documents share passages; Wilson's for shares of independent documents; Student's t for other means; for
    /// metrics of a whole corpus a bootstrap over segments; otherwise the value and twice the standard error the task gives.
    /// </summary>
    /// <param name="score">The score over all documents, and its standard error; null where there is none.</param>
    /// <param name="items">The scores of documents.</param>
    /// <param name="units">The unit of every document.</param>
    /// <param name="metric">The metric's name.</param>
    public static Interval Of((double Value, double? Error) score, IReadOnlyList<object?> items, DocumentUnits units, string metric)
    {
        var (value, error) = score;
        if (items.Count > 1 && items.All(PythonOperators.IsNumber))
        {
            double[] numbers = [.. items.Select(PythonOperators.ToDouble)];
            if (numbers.All(double.IsFinite) && Math.Abs(numbers.Average() - value) <= 1e-9 * Math.Max(1, Math.Abs(value)))
            {
                return units.AreShared ? ClusterMean.Of(numbers, new BootstrapOptions { Units = [.. units.Of] })
                    : numbers.All(n => n is 0 or 1) ? Proportion.Wilson(numbers.Sum(), numbers.Length)
                    : ClusterMean.Of(numbers, new BootstrapOptions()) with { Method = "Student's t" };
            }
        }

        if (items.Count > 1 && Catalogue<Aggregation>.FindOrNull(metric) is CorpusAggregation corpus && items.All(i => i is List<object?> or PythonTuple))
        {
            return Bootstrap.Of(corpus.Weighted(items), items.Count, new BootstrapOptions { Draws = Draws, Units = units.AreShared ? [.. units.Of] : [] });
        }

        return error is { } e && double.IsFinite(e) ? new Interval(value, value - (Normal * e), value + (Normal * e), "standard error") : new Interval(value, double.NaN, double.NaN, "none");
    }
}
