using Assay.Language.Python;
using Assay.Language.Runs;
using Assay.Statistics;

namespace Assay.Language.Comparing;

/// <summary>Puts results together: figures, pairs, p values after Holm, ranks.</summary>
internal sealed class BenchmarkTable(IReadOnlyList<LanguageResult> results, LanguageComparisonOptions options)
{
    private readonly List<string> notes = [];

    /// <summary>The whole comparison.</summary>
    public LanguageComparison Compare()
    {
        var benchmarks = results.SelectMany(Shown).Distinct().ToList();
        var cells = new List<BenchmarkCell>();
        var pairs = new List<BenchmarkPair>();
        foreach (var benchmark in benchmarks)
        {
            var scored = results.Where(r => r.Row(benchmark) is not null).Select(r => Scored(r, benchmark)).OfType<ScoredBenchmark>().ToList();
            cells.AddRange(scored.Select(s => s.Cell));
            pairs.AddRange(scored.SelectMany((first, i) => scored.Skip(i + 1).Select(second => new PairedBenchmark(first, second, options).Compare())));
        }

        pairs = Judged(pairs);
        return new LanguageComparison
        {
            Models = [.. results.Select(r => r.Model)],
            Benchmarks = [.. benchmarks.Where(b => cells.Any(c => c.Benchmark == b))],
            Cells = [.. cells.Select(c => Ranked(c, cells, pairs))],
            Pairs = pairs,
            Detectable = cells.GroupBy(c => c.Benchmark).ToDictionary(g => g.Key, g => Detectable([.. g], pairs)),
            Notes = notes,
        };
    }

    // Groups stand for their tasks, unless these are wanted too.
    private IEnumerable<string> Shown(LanguageResult result)
    {
        var rows = ((PythonDictionary)result.Document["results"]!).Keys.Select(PythonText.Str).ToList();
        var inside = rows.Where(r => Metrics(result, r).Count > 0 && result.Leaves(r) is var leaves && leaves[0] != r).SelectMany(result.Leaves).ToHashSet();
        return rows.Where(r => options.ShowSubtasks || !inside.Contains(r));
    }

    private static List<string> Metrics(LanguageResult result, string benchmark) =>
        [.. result.Row(benchmark)!.Pairs.Where(p => p.Key is string key && key.Contains(',') && !key.Contains("_stderr,", StringComparison.Ordinal) && PythonOperators.IsNumber(p.Value)).Select(p => (string)p.Key!)];

    private ScoredBenchmark? Scored(LanguageResult result, string benchmark)
    {
        var metrics = Metrics(result, benchmark);
        var metric = options.Metric is { } wanted ? metrics.FirstOrDefault(m => m == wanted || m.Split(',')[0] == wanted) ?? metrics.FirstOrDefault() : metrics.FirstOrDefault();
        if (metric is null)
        {
            return null;
        }

        var row = result.Row(benchmark)!;
        var value = PythonOperators.ToDouble(row[metric]);
        var error = row.TryGet(metric.Replace(",", "_stderr,", StringComparison.Ordinal), out var e) && PythonOperators.IsNumber(e) ? PythonOperators.ToDouble(e) : (double?)null;
        var samples = result.Scores(benchmark, metric);
        if (samples is null)
        {
            notes.Add($"{result.Model} on {benchmark}: no samples beside the results, so intervals follow from the standard error and comparisons are not paired.");
        }

        var leaf = result.Leaves(benchmark)[0];
        var settings = result.Part("configs", leaf) as PythonDictionary ?? new PythonDictionary();
        var units = new DocumentUnits();
        foreach (var sample in samples ?? [])
        {
            units.Add(sample.Document);
        }

        var cell = new BenchmarkCell(result.Model, benchmark, metric, ScoreInterval.Of((value, error), [.. (samples ?? []).Select(s => s.Score)], units, metric.Split(',')[0]))
        {
            Shots = result.Part("n-shot", benchmark) is long shots ? (int)shots : null,
            Method = SamplingLabel.Of(leaf, settings, metric),
            Documents = samples?.Count ?? (row.TryGet("sample_len", out var length) && length is long n ? n : 0),
        };
        var higher = (result.Part("higher_is_better", leaf) as PythonDictionary) is { } ways && ways.TryGet(metric.Split(',')[0], out var way) ? way : true;
        return new ScoredBenchmark(cell, samples, units, higher is not false);
    }

    private List<BenchmarkPair> Judged(List<BenchmarkPair> pairs)
    {
        var adjusted = AdjustedP.Holm([.. pairs.Select(p => p.P).Where(p => !double.IsNaN(p))]);
        var next = 0;
        return
        [
            .. pairs.Select(pair =>
            {
                var p = double.IsNaN(pair.P) ? double.NaN : adjusted[next++];
                return pair with { HolmP = p, Verdict = !(p <= options.Alpha) ? "cannot-tell" : pair.Gain.Value > 0 ? "better" : "worse" };
            }),
        ];
    }

    private static BenchmarkCell Ranked(BenchmarkCell cell, List<BenchmarkCell> cells, List<BenchmarkPair> pairs)
    {
        var mine = pairs.Where(p => p.Benchmark == cell.Benchmark && (p.First == cell.Model || p.Second == cell.Model)).ToList();
        var better = mine.Count(p => p.Verdict == (p.First == cell.Model ? "better" : "worse"));
        var worse = mine.Count(p => p.Verdict == (p.First == cell.Model ? "worse" : "better"));
        return cell with { BestRank = 1 + better, WorstRank = cells.Count(c => c.Benchmark == cell.Benchmark) - worse };
    }

    private static double Detectable(List<BenchmarkCell> cells, List<BenchmarkPair> pairs)
    {
        var found = pairs.Where(p => p.Benchmark == cells[0].Benchmark).Select(p => p.Detectable).ToList();
        // Two independent results as sure as this one.
        return found.Count > 0 ? found.Max() : Math.Sqrt(2) * Gate.SmallestDetectable(cells[0].Score);
    }
}
