using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Language.Comparing;

/// <summary>Two models on the documents both answered.</summary>
/// <remarks>
/// Differences document by document: their errors are shared, so the interval is shorter than that of two separate results (Miller, Adding error bars to
/// evals, arXiv:2411.00640, section 4). Right or wrong on independent documents: McNemar's exact test. Other means, and documents that share passages:
/// Student's t of the (cluster-robust) mean difference. Metrics of a whole corpus: the paired bootstrap over segments.
/// </remarks>
internal sealed class PairedBenchmark(ScoredBenchmark first, ScoredBenchmark second, LanguageComparisonOptions options)
{
    private double Sign => second.HigherIsBetter ? 1 : -1;

    /// <summary>The pair with its own p value; Holm's comes later.</summary>
    public BenchmarkPair Compare()
    {
        var both = Both();
        if (both.Count < 2)
        {
            return Unpaired();
        }

        if (both.All(b => PythonOperators.IsNumber(b.First) && PythonOperators.IsNumber(b.Second)))
        {
            return Means([.. both.Select(b => PythonOperators.ToDouble(b.First))], [.. both.Select(b => PythonOperators.ToDouble(b.Second))], [.. both.Select(b => b.Unit)]);
        }

        return Catalogue<Aggregation>.FindOrNull(first.Cell.Metric.Split(',')[0]) is CorpusAggregation corpus ? Corpora(corpus, both) : Unpaired();
    }

    private List<(object? First, object? Second, int Unit)> Both()
    {
        if (first.Samples is null || second.Samples is null || first.Cell.Metric != second.Cell.Metric)
        {
            return [];
        }

        var known = first.Samples.Select((s, i) => (s.Key, s.Score, Unit: first.Units.Of[i])).DistinctBy(s => s.Key).ToDictionary(s => s.Key);
        return [.. second.Samples.Where(s => known.ContainsKey(s.Key)).DistinctBy(s => s.Key).Select(s => (known[s.Key].Score, s.Score, known[s.Key].Unit))];
    }

    private BenchmarkPair Means(double[] before, double[] after, int[] units)
    {
        double[] gains = [.. before.Zip(after, (b, a) => Sign * (a - b))];
        var shared = first.Units.AreShared;
        var gain = ClusterMean.Of(gains, new BootstrapOptions { Units = shared ? units : [] });
        if (!shared && before.Concat(after).All(s => s is 0 or 1))
        {
            var test = McNemar.Of(gains.Count(g => g < 0), gains.Count(g => g > 0));
            return Pair(gain, "McNemar, exact", test.Exact, gains.Length);
        }

        var degrees = (shared ? units.Distinct().Count() : gains.Length) - 1;
        var error = Gate.StandardError(gain) * Tails.NormalOfLevel(gain.Level) / Tails.StudentOfLevel(gain.Level, degrees);
        var p = error == 0 ? gain.Value == 0 ? 1 : 0 : Tails.StudentTwoSided(gain.Value / error, degrees);
        return Pair(gain, shared ? "cluster-robust t of differences" : "t of differences", p, gains.Length);
    }

    private BenchmarkPair Corpora(CorpusAggregation corpus, List<(object? First, object? Second, int Unit)> both)
    {
        var (before, after) = (corpus.Weighted([.. both.Select(b => b.First)]), corpus.Weighted([.. both.Select(b => b.Second)]));
        var found = Bootstrap.Paired(
            weights => Sign * after(weights),
            weights => Sign * before(weights),
            both.Count,
            new BootstrapOptions { Draws = options.Draws, Seed = options.Seed, Units = first.Units.AreShared ? [.. both.Select(b => b.Unit)] : [] });
        return Pair(found.Difference, "paired bootstrap over segments", found.P, both.Count);
    }

    // Two separate results, as if on different documents: never too sure.
    private BenchmarkPair Unpaired()
    {
        var (a, b) = (Gate.StandardError(first.Cell.Score), Gate.StandardError(second.Cell.Score));
        var error = Math.Sqrt((a * a) + (b * b));
        var value = Sign * (second.Cell.Score.Value - first.Cell.Score.Value);
        var half = Tails.NormalOfLevel(0.95) * error;
        return Pair(new Interval(value, value - half, value + half, "two separate results"), "z, not paired", error > 0 ? Tails.NormalTwoSided(value / error) : double.NaN, 0);
    }

    private BenchmarkPair Pair(Interval gain, string test, double p, long documents) => new(first.Cell.Benchmark, first.Cell.Model, second.Cell.Model, gain, test)
    {
        P = p,
        Documents = documents,
        Detectable = Gate.SmallestDetectable(gain),
    };
}
