using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Assay.Cli.Frame;
using Assay.Numerics;

namespace Assay.Tests.Cli;

public sealed class CompareCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public CompareCommandTests()
    {
        folder.Write("old.csv", Rows(noise: 2, cost: 10));
        folder.Write("new.csv", Rows(noise: 0.5, cost: 11));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Prints_metrics_slices_costs_and_the_verdict()
    {
        var run = Run("old.csv", "new.csv", "--slices", "region", "--limit", "latency_ms=20%");
        Assert.Equal(ExitCode.Success, run.Exit);
        Approved.Matches(run.Output);
    }

    [Fact]
    public void Worse_fails_the_gate()
    {
        var run = Run("new.csv", "old.csv");
        Assert.Equal(ExitCode.GateFailed, run.Exit);
        Assert.Contains("old is worse than new: roc-auc by ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Cannot_tell_fails_only_when_strict()
    {
        folder.Write("few-old.csv", string.Concat(Rows(2, 10).Split('\n').Take(60).Select(l => l + "\n")));
        folder.Write("few-new.csv", string.Concat(Rows(1.9, 10).Split('\n').Take(60).Select(l => l + "\n")));
        Assert.Equal(ExitCode.Success, Run("few-old.csv", "few-new.csv").Exit);
        Assert.Equal(ExitCode.GateFailed, Run("few-old.csv", "few-new.csv", "--strict").Exit);
    }

    [Fact]
    public void Json_is_one_document()
    {
        using var document = JsonDocument.Parse(Run("old.csv", "new.csv", "--json", "--metric", "log-loss").Output);
        Assert.Equal("better", document.RootElement.GetProperty("main").GetProperty("decision").GetString());
        Assert.Equal("log-loss", document.RootElement.GetProperty("main").GetProperty("metric").GetString());
        Assert.Equal(800, document.RootElement.GetProperty("rows").GetInt32());
        Assert.False(document.RootElement.GetProperty("fails").GetBoolean());
    }

    [Fact]
    public void Writes_JUnit_and_Markdown()
    {
        var run = Run("new.csv", "old.csv", "--limit", "latency_ms=1%", "--junit", folder.In("compare.xml"), "--markdown", folder.In("compare.md"));
        Assert.Equal(ExitCode.GateFailed, run.Exit);
        var suites = XDocument.Load(folder.In("compare.xml")).Root!;
        Assert.Equal(("2", "1"), (suites.Attribute("tests")!.Value, suites.Attribute("failures")!.Value));
        Assert.StartsWith("## old against new\n\n**old is worse than new:", File.ReadAllText(folder.In("compare.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_whose_class_was_read_as_missing_are_said_to_be_left_out()
    {
        folder.Write("countries.csv", "id,truth,prediction\n" + string.Join('\n', Enumerable.Range(0, 90).Select(i => $"{i},{new[] { "NA", "DE", "FR" }[i % 3]},{new[] { "DE", "FR" }[i % 2]}")) + "\n");
        var run = Run("countries.csv", "countries.csv");
        Assert.Contains("30 of 90 rows have no value in the target", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("truth: read \"NA\" as missing", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_neither_file_nor_model_nor_run_is_a_usage_error()
    {
        var run = CommandLine.Run("compare", folder.In("old.csv"), "nowhere", "--store", "sqlite:///" + folder.In("none.db"));
        Assert.Equal(ExitCode.Usage, run.Exit);
        Assert.StartsWith("error: usage.system-unknown: \"nowhere\" is neither a file of predictions nor a model nor a recorded run", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_leads_nowhere_is_said_to() =>
        Assert.StartsWith($"error: data.file-missing: There is no file or folder \"{folder.In("gone.csv")}\".", Run("old.csv", "gone.csv").Messages, StringComparison.Ordinal);

    [Theory]
    [InlineData("--metric", "rmse", "usage.metric-task")]
    [InlineData("--metric", "auc", "usage.unknown-name")]
    [InlineData("--level", "95", "usage.level")]
    [InlineData("--margin", "-1", "usage.margin")]
    [InlineData("--limit", "latency_ms", "usage.limit")]
    [InlineData("--limit", "latancy_ms=1%", "usage.limit")]
    [InlineData("--slices", "regoin", "data.column-missing")]
    [InlineData("--truth", "trueth", "data.column-missing")]
    public void Says_what_is_wrong(string option, string value, string code) =>
        Assert.StartsWith($"error: {code}: ", Run("old.csv", "new.csv", option, value).Messages, StringComparison.Ordinal);

    private CommandLine Run(string first, string second, params string[] more) => CommandLine.Run(["compare", folder.In(first), folder.In(second), .. more]);

    private static string Rows(double noise, double cost)
    {
        var truth = SeededRandom.For(1, "truth");
        var own = SeededRandom.For(1, "noise");
        var lines = Enumerable.Range(0, 800).Select(i =>
        {
            var z = truth.NextNormal();
            var score = 1 / (1 + Math.Exp(-z - (noise * own.NextNormal())));
            return string.Create(CultureInfo.InvariantCulture, $"r{i},{(z > 0 ? "yes" : "no")},{score:R},{cost + (0.1 * own.NextNormal()):R},{(i % 2 == 0 ? "north" : "south")}\n");
        });
        return "id,truth,score,latency_ms,region\n" + string.Concat(lines);
    }
}
