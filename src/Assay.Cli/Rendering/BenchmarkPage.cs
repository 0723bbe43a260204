using System.Globalization;
using System.Text;
using Assay.Language.Comparing;
using Assay.Statistics;

namespace Assay.Cli.Rendering;

/// <summary>Models against benchmarks as rows of text, and as Markdown.</summary>
internal static class BenchmarkPage
{
    /// <summary>Headings of the differences.</summary>
    public static IReadOnlyList<string> PairHeadings { get; } = ["benchmark", "second against first", "difference", "p after Holm", "documents", "verdict", "how"];

    /// <summary>Headings of the figures.</summary>
    public static IReadOnlyList<string> Headings(LanguageComparison comparison) => ["model", .. comparison.Benchmarks];

    /// <summary>A row a model: figure, interval, shots and method, ranks; and a last row of what could have been seen.</summary>
    public static IEnumerable<string[]> Rows(LanguageComparison comparison)
    {
        foreach (var model in comparison.Models)
        {
            yield return [model, .. comparison.Benchmarks.Select(b => comparison.Cells.FirstOrDefault(c => c.Model == model && c.Benchmark == b) is { } cell ? Text(cell, comparison.Models.Count) : "")];
        }

        yield return ["smallest difference seen in 4 of 5", .. comparison.Benchmarks.Select(b => Figure(comparison.Detectable[b], Unit(comparison, b)))];
    }

    /// <summary>A row for every two models on every benchmark.</summary>
    public static IEnumerable<string[]> PairRows(LanguageComparison comparison) => comparison.Pairs.Select(p => (string[])
    [
        p.Benchmark, $"{p.Second} against {p.First}", Interval(p.Gain, Unit(comparison, p.Benchmark), sign: true), p.HolmP.ToString("0.0000", CultureInfo.InvariantCulture),
        p.Documents.ToString(CultureInfo.InvariantCulture), p.Verdict.Replace('-', ' '), p.Test,
    ]);

    /// <summary>The same as a page.</summary>
    public static string Markdown(LanguageComparison comparison)
    {
        var page = new StringBuilder("# Models on benchmarks\n\n");
        Rendering.Markdown.Table(page, [.. Headings(comparison).Select(Rendering.Markdown.Text)], Rows(comparison).Select(r => r.Select(Rendering.Markdown.Text).ToArray()));
        if (comparison.Pairs.Count > 0)
        {
            page.Append("## Differences\n\n");
            Rendering.Markdown.Table(page, PairHeadings, PairRows(comparison).Select(r => r.Select(Rendering.Markdown.Text).ToArray()));
        }

        foreach (var note in comparison.Notes)
        {
            page.Append($"- {Rendering.Markdown.Text(note)}\n");
        }

        return page.ToString();
    }

    private static string Text(BenchmarkCell cell, int models)
    {
        var shots = cell.Shots is { } n ? $"{n}-shot" : "";
        var rank = models == 1 ? "" : cell.BestRank == cell.WorstRank ? $"rank {cell.BestRank}" : $"rank {cell.BestRank} to {cell.WorstRank}";
        return string.Join(", ", ((string[])[Interval(cell.Score, UnitOf(cell), sign: false), shots, cell.Method, rank]).Where(p => p.Length > 0));
    }

    // Shares are shown in percent, as tables of benchmarks do.
    private static double Unit(LanguageComparison comparison, string benchmark) => comparison.Cells.Where(c => c.Benchmark == benchmark).Select(UnitOf).Min();

    private static double UnitOf(BenchmarkCell cell) => cell.Metric.Split(',')[0] is "acc" or "acc_norm" or "acc_bytes" or "acc_mutual_info" or "acc_all" or "exact_match" or "f1" or "em" or "mc1" or "mc2"
        || cell.Metric.StartsWith("pass@", StringComparison.Ordinal) ? 100 : 1;

    private static string Interval(Interval interval, double unit, bool sign) =>
        $"{(sign && interval.Value >= 0 ? "+" : "")}{Figure(interval.Value, unit)} [{Figure(interval.Low, unit)}, {Figure(interval.High, unit)}]";

    private static string Figure(double value, double unit) => (value * unit).ToString(unit == 100 ? "0.0" : "0.###", CultureInfo.InvariantCulture);
}
