using System.Globalization;
using System.Text;
using Assay.Language.Comparing;
using Assay.Statistics;

namespace Assay.Tests.Language.Comparing;

public sealed class LanguageComparisonTests
{
    [Fact]
    public void Two_models_are_compared_document_by_document()
    {
        using var folder = new TemporaryFolder();
        // 20 documents: both right on 10, only the second on 9, only the first on 1.
        var first = Result(folder, "small", Enumerable.Range(0, 20).Select(i => i < 10 || i == 19 ? 1.0 : 0));
        var second = Result(folder, "large", Enumerable.Range(0, 20).Select(i => i < 19 ? 1.0 : 0));
        var comparison = LanguageComparison.Read([first, second], new LanguageComparisonOptions());

        Assert.Equal(["small", "large"], comparison.Models);
        Assert.Equal(["sums"], comparison.Benchmarks);
        var cell = comparison.Cells[0];
        Assert.Equal((5, "acc,none", 20), (cell.Shots, cell.Metric, cell.Documents));
        Assert.Equal(Proportion.Wilson(11, 20), cell.Score);
        var pair = Assert.Single(comparison.Pairs);
        Assert.Equal(0.4, pair.Gain.Value, 1e-12);
        // Binomial of 10 with one on the smaller side: 2 (1 + 10) / 1024.
        Assert.Equal(22.0 / 1024, pair.P, 1e-12);
        Assert.Equal("better", pair.Verdict);
        Assert.Equal([(2, 2), (1, 1)], comparison.Cells.Select(c => (c.BestRank, c.WorstRank)));
        // Ten differences of one size: a standard error of sqrt(9 (0.6)^2 + (1.4)^2 + 10 (0.4)^2) / 20 times sqrt(20 / 19).
        var error = Math.Sqrt(20.0 / 19 * ((9 * 0.36) + 1.96 + (10 * 0.16))) / 20;
        Assert.InRange(pair.Detectable, 2.80 * error, 3.05 * error);
        Assert.Equal(pair.Detectable, comparison.Detectable["sums"]);
    }

    [Fact]
    public void Documents_about_one_passage_count_together()
    {
        using var folder = new TemporaryFolder();
        var scores = Enumerable.Range(0, 40).Select(i => i / 4 % 2 == 0 ? 1.0 : 0).ToList();
        var plain = LanguageComparison.Read([Result(folder, "plain", scores)], new LanguageComparisonOptions()).Cells[0].Score;
        var shared = LanguageComparison.Read([Result(folder, "shared", scores, i => $", \"passage\": \"text {i / 4}\"")], new LanguageComparisonOptions()).Cells[0].Score;
        Assert.Equal("cluster-robust t", shared.Method);
        // Ten passages instead of forty documents: twice as wide, and t of 9 degrees.
        Assert.InRange((shared.High - shared.Low) / (plain.High - plain.Low), 1.9, 2.8);
    }

    [Fact]
    public void Many_equal_models_are_not_told_apart()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(3);
        var paths = Enumerable.Range(0, 6).Select(m => Result(folder, $"model-{m}", Enumerable.Range(0, 100).Select(_ => random.Next(2) * 1.0))).ToList();
        var comparison = LanguageComparison.Read(paths, new LanguageComparisonOptions());
        Assert.Equal(15, comparison.Pairs.Count);
        Assert.All(comparison.Pairs, p => Assert.True(p.HolmP >= p.P));
        Assert.All(comparison.Cells, c => Assert.Equal((1, 6), (c.BestRank, c.WorstRank)));
    }

    [Fact]
    public void A_loss_is_better_when_it_is_lower_and_results_without_samples_say_so()
    {
        using var folder = new TemporaryFolder();
        var first = folder.Write("a/results_1.json", """{"model_name": "a", "results": {"lm": {"word_perplexity,none": 20.0, "word_perplexity_stderr,none": 1.0}}, "higher_is_better": {"lm": {"word_perplexity": false}}}""");
        var second = folder.Write("b/results_1.json", """{"model_name": "b", "results": {"lm": {"word_perplexity,none": 12.0, "word_perplexity_stderr,none": 1.0}}, "higher_is_better": {"lm": {"word_perplexity": false}}}""");
        var comparison = LanguageComparison.Read([first, second], new LanguageComparisonOptions());
        var pair = Assert.Single(comparison.Pairs);
        Assert.Equal((8, "better", "z, not paired"), (pair.Gain.Value, pair.Verdict, pair.Test));
        Assert.Equal(2, comparison.Notes.Count);
    }

    [Fact]
    public void A_group_stands_for_its_tasks_and_pools_their_documents()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("g/results_1.json", """
            {"model_name": "g", "results": {"one": {"acc,none": 1.0, "acc_stderr,none": 0.0}, "two": {"acc,none": 0.0, "acc_stderr,none": 0.0}, "both": {"acc,none": 0.5, "acc_stderr,none": 0.1}},
             "group_subtasks": {"both": ["one", "two"], "one": [], "two": []}}
            """);
        folder.Write("g/samples_one_1.jsonl", "{\"doc_id\": 0, \"filter\": \"none\", \"acc\": 1.0}\n{\"doc_id\": 1, \"filter\": \"none\", \"acc\": 1.0}\n");
        folder.Write("g/samples_two_1.jsonl", "{\"doc_id\": 0, \"filter\": \"none\", \"acc\": 0.0}\n{\"doc_id\": 1, \"filter\": \"none\", \"acc\": 0.0}\n");
        var comparison = LanguageComparison.Read([path], new LanguageComparisonOptions());
        Assert.Equal(["both"], comparison.Benchmarks);
        Assert.Equal((4, Proportion.Wilson(2, 4)), (comparison.Cells[0].Documents, comparison.Cells[0].Score));
        Assert.Equal(3, LanguageComparison.Read([path], new LanguageComparisonOptions { ShowSubtasks = true }).Benchmarks.Count);
    }

    [Fact]
    public void What_is_no_result_is_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("data.results", Assert.Throws<AssayException>(() => LanguageComparison.Read([folder.FullName], new LanguageComparisonOptions())).Code);
        Assert.Equal("data.results", Assert.Throws<AssayException>(() => LanguageComparison.Read([folder.Write("x.json", "[1]")], new LanguageComparisonOptions())).Code);
    }

    [Fact]
    public void The_table_shows_shots_intervals_ranks_and_what_could_have_been_seen()
    {
        using var folder = new TemporaryFolder();
        var first = Result(folder, "small", Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? 1.0 : 0));
        var second = Result(folder, "large", Enumerable.Range(0, 200).Select(i => i % 5 != 0 ? 1.0 : 0));
        var run = Cli.CommandLine.Run("llm", "compare", first, second, "--markdown", folder.In("table.md"));
        Assert.Equal(Assay.Cli.Frame.ExitCode.Success, run.Exit);
        Approved.Matches(run.Output + "\n" + File.ReadAllText(folder.In("table.md")));
    }

    private static string Result(TemporaryFolder folder, string model, IEnumerable<double> scores, Func<int, string>? more = null)
    {
        var all = scores.ToList();
        var mean = all.Average().ToString(CultureInfo.InvariantCulture);
        var samples = new StringBuilder();
        foreach (var (i, score) in all.Index())
        {
            samples.Append(CultureInfo.InvariantCulture, $$"""{"doc_id": {{i}}, "doc": {"question": "q{{i}}"{{more?.Invoke(i)}}}, "filter": "none", "doc_hash": "h{{i}}", "acc": {{score}}}""").Append('\n');
        }

        folder.Write($"{model}/samples_sums_1.jsonl", samples.ToString());
        return folder.Write($"{model}/results_1.json", $$$"""{"model_name": "{{{model}}}", "results": {"sums": {"acc,none": {{{mean}}}, "acc_stderr,none": 0.1, "sample_len": {{{all.Count}}} } }, "n-shot": {"sums": 5}, "higher_is_better": {"sums": {"acc": true} } }""");
    }
}
