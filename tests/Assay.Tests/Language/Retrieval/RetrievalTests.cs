using Assay.Language.Retrieval;
using CsCheck;

namespace Assay.Tests.Language.Retrieval;

public sealed class RetrievalTests
{
    private static readonly string[] retrieved = ["d3", "d1", "d9", "d7", "d2"];
    private static readonly Dictionary<string, double> relevant = new() { ["d1"] = 2, ["d7"] = 1, ["d5"] = 3 };

    // nDCG: scikit-learn 1.2.1, ndcg_score; the rest by hand.
    [Theory]
    [InlineData(5, 2 / 3.0, 0.4, 0.5, 0.5, 0.3554359515809862)]
    [InlineData(2, 1 / 3.0, 0.5, 0.5, 0.5, 0.2960819109658652)]
    [InlineData(1, 0, 0, 0, 0, 0)]
    public void Scores_of_one_question(int k, double recall, double precision, double reciprocal, double average, double ndcg)
    {
        var found = RetrievalScores.Of(retrieved, relevant, k);
        Assert.Equal([recall, precision, reciprocal, average, ndcg], [found.Recall, found.Precision, found.ReciprocalRank, found.AveragePrecision, found.Ndcg], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_best_order_scores_one_and_everything_lies_between() => Gen.Select(Gen.Int[0, 9].Array[0, 12], Gen.Int[0, 9].Array[1, 6], Gen.Int[1, 12]).Sample((found, right, k) =>
    {
        var grades = right.Distinct().ToDictionary(r => $"{r}", r => 1.0 + (r % 3));
        var scores = RetrievalScores.Of([.. found.Select(f => $"{f}")], grades, k);
        Assert.All((double[])[scores.Recall, scores.Precision, scores.ReciprocalRank, scores.AveragePrecision, scores.Ndcg], s => Assert.InRange(s, 0, 1 + 1e-12));
        var best = RetrievalScores.Of([.. grades.OrderByDescending(g => g.Value).Select(g => g.Key)], grades, Math.Max(k, grades.Count));
        Assert.Equal((1, 1, 1), (best.Recall, best.ReciprocalRank, best.AveragePrecision));
        Assert.Equal(1, best.Ndcg, 1e-12);
    });

    [Fact]
    public void A_file_of_questions_is_scored_with_intervals()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("found.jsonl", """{"retrieved": ["a", "b"], "relevant": ["b"]}""" + "\n" + """{"retrieved": ["c"], "relevant": {"c": 2, "d": 0}}""" + "\n");
        var run = Cli.CommandLine.Run("llm", "retrieval", file, "--k", "1");
        Assert.Equal(Assay.Cli.Frame.ExitCode.Success, run.Exit);
        Assert.StartsWith("metric\tmean\tlow\thigh\nrecall@1\t0.5\t", run.Output, StringComparison.Ordinal);
        Assert.Equal("data.retrieval", Assert.Throws<AssayException>(() => RetrievalEvaluation.Read(folder.Write("none.jsonl", """{"retrieved": ["a"], "relevant": []}"""), [1])).Code);
    }
}
