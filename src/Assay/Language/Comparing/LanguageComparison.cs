namespace Assay.Language.Comparing;

/// <summary>Models times benchmarks, an interval on every figure, every difference judged on the same documents.</summary>
public sealed record LanguageComparison
{
    /// <summary>The models, in the order of their results.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The benchmarks, in the order they first occur.</summary>
    public required IReadOnlyList<string> Benchmarks { get; init; }

    /// <summary>The figures there are.</summary>
    public required IReadOnlyList<BenchmarkCell> Cells { get; init; }

    /// <summary>Every two models on every benchmark both have.</summary>
    public required IReadOnlyList<BenchmarkPair> Pairs { get; init; }

    /// <summary>The smallest true difference each benchmark would show in four of five comparisons, of its least certain pair; of two such results when there is one.</summary>
    public required IReadOnlyDictionary<string, double> Detectable { get; init; }

    /// <summary>What a reader should know, such as results without samples.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Compares results of ours or of lm-evaluation-harness.</summary>
    /// <param name="paths">Files <c>results_TIME.json</c>, or folders that hold one; samples beside them make comparisons paired.</param>
    /// <param name="options">The metric, the level.</param>
    /// <exception cref="AssayException"><c>data.results</c>.</exception>
    public static LanguageComparison Read(IReadOnlyList<string> paths, LanguageComparisonOptions options)
    {
        var results = new List<LanguageResult>();
        foreach (var result in paths.Select(LanguageResult.Read))
        {
            // Two results of one model are told apart by a number.
            var same = results.Count(r => r.Model == result.Model || r.Model.StartsWith(result.Model + " (", StringComparison.Ordinal));
            results.Add(same == 0 ? result : result with { Model = $"{result.Model} ({same + 1})" });
        }

        return new BenchmarkTable(results, options).Compare();
    }
}
