using System.Globalization;
using System.Text.Json;
using Assay.Cli.Frame;
using Assay.Numerics;
using Assay.Tests.Evaluation.Slices;

namespace Assay.Tests.Cli;

public sealed class SlicesCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string file;

    // Wrong in one of ten rows; in one of two where plan is "pay|as_you go" and the age is 60 or more.
    public SlicesCommandTests()
    {
        var random = new SeededRandom(1);
        string[] plans = ["basic", "family, large", "pay|as_you go", "<none>"];
        var lines = Enumerable.Range(0, 3000).Select(i =>
        {
            var (age, plan, income) = (20 + random.Next(60), random.Next(4), 20_000 + random.Next(90_000));
            var wrong = random.NextDouble() < (plan == 2 && age >= 60 ? 0.5 : 0.1);
            var truth = random.Next(2);
            var score = (wrong ? 1 - truth : truth) == 1 ? 0.6 + (0.39 * random.NextDouble()) : 0.01 + (0.39 * random.NextDouble());
            return string.Create(CultureInfo.InvariantCulture, $"{i},{(i % 17 == 0 ? "" : age)},\"{plans[plan]}\",{income},{(wrong ? 1 : 0)},{(truth == 1 ? "yes" : "no")},{((wrong ? 1 - truth : truth) == 1 ? "yes" : "no")},{score:0.0000}");
        });
        file = folder.Write("calls.csv", "id,\"the, age\",plan,income,wrong,truth,guess,score\n" + string.Join('\n', lines) + "\n");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Help_shows_options_and_examples() => Approved.Matches(CommandLine.Run("slices", "--help").Output.Replace($"[default: {Environment.ProcessorCount}]", "[default: N]", StringComparison.Ordinal));

    [Fact]
    public void Findings_are_a_table_and_a_sentence_each()
    {
        var run = Run("--loss", "wrong", "--drop", "truth,guess,score", "--clusters");
        Assert.Equal(ExitCode.Success, run.Exit);
        Approved.Matches(run.Output + "--- messages\n" + run.Messages);
    }

    [Fact]
    public void Findings_are_written_as_Markdown()
    {
        var run = Run("--truth", "truth", "--predicted", "guess", "--drop", "score,wrong", "--markdown", folder.In("slices.md"), "--control", "split-half");
        Assert.Equal(ExitCode.Success, run.Exit);
        Approved.Matches(File.ReadAllText(folder.In("slices.md")));
    }

    [Fact]
    public void Slices_without_statistics_are_a_table() =>
        Approved.Matches(Run("--loss", "wrong", "--features", "plan,income", "--raw", "--min-support", "100").Output);

    [Fact]
    public void A_loss_of_texts_is_refused_with_words_that_help()
    {
        var run = Run("--loss", "plan");
        Assert.Equal(ExitCode.Input, run.Exit);
        Assert.StartsWith("error: data.target-not-number: Column \"plan\" of calls.csv holds texts, but a loss is a number", run.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("--task", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_get_findings_as_one_document()
    {
        using var document = JsonDocument.Parse(Run("--truth", "truth", "--predicted", "score", "--measure", "zero-one", "--drop", "wrong,guess", "--json").Output);
        var finding = document.RootElement.GetProperty("findings")[0];
        Assert.Equal("permutation", document.RootElement.GetProperty("control").GetString());
        Assert.Equal(["plan", "the, age"], finding.GetProperty("best").GetProperty("predicates").EnumerateArray().Select(p => p.GetProperty("column").GetString()!).Order());
        Assert.InRange(finding.GetProperty("best").GetProperty("inside").GetProperty("value").GetDouble(), 0.4, 0.6);
        Assert.StartsWith("Where ", finding.GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(18)]
    [InlineData(21)]
    public void The_plain_search_gives_the_reference_slices(int number)
    {
        var run = GoldenRuns.All().Single(r => r.Number == number);
        var path = GoldenRuns.File(run.Dataset);
        var loss = "err01";
        if (run.Dataset == "housing")
        {
            (path, loss) = (WithSquaredErrors(path), "squared");
        }

        var (options, invariant) = (run.Options, CultureInfo.InvariantCulture);
        var result = CommandLine.Run(
            "slices", path, "--loss", loss, "--features", string.Join(',', GoldenRuns.Features(run.Dataset)), "--raw", "--json", "--alpha", options.Alpha.ToString(invariant),
            "--top", $"{options.Top}", "--depth", $"{options.Depth}", "--min-support", $"{options.MinSupport}");
        Assert.Equal((ExitCode.Success, ""), (result.Exit, result.Messages));
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(run.Valid, document.RootElement.GetProperty("validSlices").GetInt64());
        var found = document.RootElement.GetProperty("slices").EnumerateArray().Select(s => (
            Name: string.Join(" and ", s.GetProperty("predicates").EnumerateObject().Select(p => $"{p.Name} = {p.Value.GetInt32()}")),
            Size: s.GetProperty("size").GetInt32(),
            Errors: Math.Round(s.GetProperty("errorSum").GetDouble(), 6),
            Score: Math.Round(s.GetProperty("score").GetDouble(), 9))).ToHashSet();
        Assert.Equal(
            run.Expected.Select(s => (string.Join(" and ", s.Predicates.Select(p => p.Text)), s.Size, Math.Round(s.ErrorSum, 6), Math.Round(s.Score, 9))).ToHashSet(),
            found);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "usage.loss", "--truth COL and --predicted COL")]
    [InlineData(ExitCode.Usage, "usage.loss", "--truth COL and --predicted COL", "--loss", "wrong", "--truth", "truth")]
    [InlineData(ExitCode.Usage, "usage.loss", "--truth COL and --predicted COL", "--truth", "truth")]
    [InlineData(ExitCode.Usage, "usage.raw", "Add --raw", "--loss", "wrong", "--alpha", "0.9")]
    [InlineData(ExitCode.Usage, "usage.raw", "--clusters", "--loss", "wrong", "--raw", "--clusters")]
    [InlineData(ExitCode.Usage, "usage.value", "--top must be at least 1", "--loss", "wrong", "--top", "0")]
    [InlineData(ExitCode.Usage, "usage.value", "--level must lie between 0 and 1", "--loss", "wrong", "--level", "5")]
    [InlineData(ExitCode.Usage, "usage.alpha", "between 0 and 1", "--loss", "wrong", "--raw", "--alpha", "95")]
    [InlineData(ExitCode.Usage, "usage.control", "split-half", "--loss", "wrong", "--search", "beam", "--control", "permutation")]
    [InlineData(ExitCode.Input, "data.column-missing", "Did you mean \"wrong\"?", "--loss", "wrogn")]
    [InlineData(ExitCode.Input, "data.column-missing", "Did you mean \"plan\"?", "--loss", "wrong", "--features", "plans")]
    [InlineData(ExitCode.Input, "data.column-missing", "Did you mean \"income\"?", "--loss", "wrong", "--cluster-by", "incom")]
    [InlineData(ExitCode.Input, "data.target-not-number", "plan", "--loss", "plan")]
    [InlineData(ExitCode.Input, "data.prediction-unknown", "and no probability in [0, 1]", "--truth", "truth", "--predicted", "plan")]
    internal void A_mistake_is_told_with_what_to_do(ExitCode exit, string code, string expected, params string[] words)
    {
        var run = Run(words);
        Assert.Equal(exit, run.Exit);
        Assert.Contains($"error: {code}: ", run.Messages);
        Assert.Contains(expected, run.Messages);
        Assert.Empty(run.Output);
    }

    private CommandLine Run(params string[] words) => CommandLine.Run(["slices", file, .. words]);

    private string WithSquaredErrors(string path)
    {
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress));
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return folder.Write("housing.csv", $"{lines[0]},squared\n" + string.Join('\n', lines.Skip(1).Select(l =>
        {
            var off = double.Parse(l.Split(',')[^2], CultureInfo.InvariantCulture) - double.Parse(l.Split(',')[^1], CultureInfo.InvariantCulture);
            return $"{l},{(off * off).ToString("R", CultureInfo.InvariantCulture)}";
        })) + "\n");
    }
}
