using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Assay.Cli.Frame;
using Assay.Numerics;

namespace Assay.Tests.Cli;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string store;

    public EvaluateCommandTests()
    {
        folder.Write("good.csv", Rows(overconfident: 1));
        folder.Write("bold.csv", Rows(overconfident: 4));
        store = "sqlite:///" + folder.In("store.db");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Predictions_alone_are_judged_by_what_needs_no_model()
    {
        var run = Evaluate("good.csv", "--only", "calibration,slices,invariance");
        Assert.Equal(ExitCode.Success, run.Exit);
        Assert.Contains("+ passed", run.Output, StringComparison.Ordinal);
        Assert.Contains("invariance: ", run.Output, StringComparison.Ordinal);
        var report = run.Output.Split(Environment.NewLine).First(l => l.StartsWith("report", StringComparison.Ordinal))[8..].Trim();
        Assert.Contains("Scores", File.ReadAllText(report), StringComparison.Ordinal);
        Assert.DoesNotContain("Not ready", File.ReadAllText(report), StringComparison.Ordinal);
    }

    [Fact]
    public void An_overconfident_model_fails_the_gate_and_the_reason_is_first()
    {
        var run = Evaluate("bold.csv", "--only", "calibration", "--junit", folder.In("e.xml"), "--markdown", folder.In("e.md"));
        Assert.Equal(ExitCode.GateFailed, run.Exit);
        Assert.Contains("x failed", run.Output, StringComparison.Ordinal);
        Assert.NotEqual("0", XDocument.Load(folder.In("e.xml")).Root!.Attribute("failures")!.Value);
        Assert.StartsWith("## bold on bold", File.ReadAllText(folder.In("e.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_choice_is_written_to_edit_and_runs_as_written()
    {
        var written = Evaluate("good.csv", "--write-suite", folder.In("suite.yaml"));
        Assert.Equal(ExitCode.Success, written.Exit);
        Assert.Equal("", written.Output);
        var text = File.ReadAllText(folder.In("suite.yaml"));
        Assert.StartsWith("# What Assay chose to check, and why.", text, StringComparison.Ordinal);
        folder.Write("edited.yaml", "suite: 1\nmetric: log-loss\nchecks:\n  - check: slices\n    features: [region]\n");
        using var document = JsonDocument.Parse(Evaluate("good.csv", "--suite", folder.In("edited.yaml"), "--json").Output);
        Assert.Equal("log-loss", document.RootElement.GetProperty("metric").GetString());
        Assert.Equal(["slices"], document.RootElement.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("check").GetString()).Distinct());
    }

    [Fact]
    public void The_prediction_itself_describes_no_slice()
    {
        // Wrong near one half, right far from it: the probability would be the best slice.
        var rows = Enumerable.Range(0, 2000).Select(i => (Score: i % 100 / 100.0, Wrong: i % 100 is > 45 and < 55)).Select((r, i) => string.Create(
            CultureInfo.InvariantCulture, $"r{i},{((r.Score >= 0.5) != r.Wrong ? "yes" : "no")},{(r.Score >= 0.5 ? "yes" : "no")},{r.Score},{(i * 7 % 13) + 20}"));
        folder.Write("halves.csv", "id,truth,prediction,proba,age\n" + string.Join('\n', rows) + "\n");
        using var document = JsonDocument.Parse(Evaluate("halves.csv", "--only", "slices", "--json").Output);
        Assert.All(document.RootElement.GetProperty("results").EnumerateArray(), r => Assert.DoesNotContain("pr", r.GetProperty("subject").GetString()!, StringComparison.Ordinal));
        Assert.NotEmpty(document.RootElement.GetProperty("results").EnumerateArray());
    }

    [Fact]
    public void It_is_counted_how_often_rows_were_used()
    {
        Assert.Equal(0, Uses());
        Assert.Equal(1, Uses());
        Assert.Equal(0, JsonDocument.Parse(Evaluate("good.csv", "--only", "slices", "--unrecorded", "--json").Output).RootElement.GetProperty("uses").GetInt32());

        int Uses() => JsonDocument.Parse(Evaluate("good.csv", "--only", "slices", "--json").Output).RootElement.GetProperty("uses").GetInt32();
    }

    [Theory]
    [InlineData("--only", "slicez", "usage.unknown-name")]
    [InlineData("--metric", "rmse", "usage.metric-task")]
    [InlineData("--suite", "nowhere.yaml", "suite.file-missing")]
    [InlineData("--against", "nowhere", "usage.system-unknown")]
    public void Says_what_is_wrong(string option, string value, string code) =>
        Assert.StartsWith($"error: {code}: ", Evaluate("good.csv", option, value).Messages, StringComparison.Ordinal);

    private CommandLine Evaluate(string file, params string[] more) => CommandLine.Run(["evaluate", folder.In(file), "--store", store, "--threads", "2", .. more]);

    private static string Rows(double overconfident)
    {
        var random = SeededRandom.For(1, "rows");
        var lines = Enumerable.Range(0, 3000).Select(i =>
        {
            var z = random.NextNormal();
            var truth = random.NextDouble() < 1 / (1 + Math.Exp(-z));
            var score = 1 / (1 + Math.Exp(-overconfident * z));
            return string.Create(CultureInfo.InvariantCulture, $"r{i},{(truth ? "yes" : "no")},{score:R},{new[] { "north", "south", "west" }[i % 3]}\n");
        });
        return "id,truth,score,region\n" + string.Concat(lines);
    }
}
