using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Assay.Cli.Frame;
using Assay.Numerics;
using Assay.Tests.Evaluation.Models;

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

    [Fact]
    public void A_file_under_another_name_and_another_system_on_the_same_rows_are_counted_too()
    {
        Assert.Equal(0, Uses("good.csv"));
        File.Copy(folder.In("good.csv"), folder.In("renamed.csv"));
        Assert.Equal(1, Uses("renamed.csv"));
        // Another system's scores beside the same truth.
        folder.Write("other.csv", string.Join('\n', File.ReadLines(folder.In("good.csv")).Select((line, i) => i == 0 ? line : string.Join(',', line.Split(',').Select((cell, c) => c == 2 ? "0.4" : cell)))) + "\n");
        Assert.Equal(2, Uses("other.csv"));
        folder.Write("half.csv", string.Join('\n', File.ReadLines(folder.In("good.csv")).Take(1500)) + "\n");
        Assert.Equal(0, Uses("half.csv"));

        int Uses(string file) => JsonDocument.Parse(Evaluate(file, "--only", "reuse", "--json").Output).RootElement.GetProperty("uses").GetInt32();
    }

    [Fact]
    public void A_suite_is_written_without_a_store_and_never_over_an_edited_one()
    {
        Assert.Equal(ExitCode.Success, Evaluate("good.csv", "--write-suite", folder.In("suite.yaml")).Exit);
        Assert.False(File.Exists(folder.In("store.db")));
        folder.Write("suite.yaml", "# edited\n");
        var refused = Evaluate("good.csv", "--write-suite", folder.In("suite.yaml"));
        Assert.Equal(ExitCode.Usage, refused.Exit);
        Assert.StartsWith("error: usage.file-exists: ", refused.Messages, StringComparison.Ordinal);
        Assert.Equal("# edited\n", File.ReadAllText(folder.In("suite.yaml")));
        Assert.Equal(ExitCode.Success, Evaluate("good.csv", "--write-suite", folder.In("suite.yaml"), "--force").Exit);
        Assert.StartsWith("# What Assay chose", File.ReadAllText(folder.In("suite.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_setting_is_told_with_its_line_and_leaves_no_finished_run()
    {
        folder.Write("wrong.yaml", "suite: 1\nchecks:\n  - check: reuse\n    # A comment.\n    limit: much\n");
        var run = Evaluate("good.csv", "--suite", folder.In("wrong.yaml"));
        Assert.Equal(ExitCode.Input, run.Exit);
        Assert.Contains("failed", CommandLine.Run("runs", "list", "--store", store).Output, StringComparison.Ordinal);
        Assert.Contains("error: suite.setting-wrong: wrong.yaml, line 5: Setting \"limit\" of check reuse must be", run.Messages, StringComparison.Ordinal);
        Assert.Equal(0, JsonDocument.Parse(Evaluate("good.csv", "--only", "reuse", "--json").Output).RootElement.GetProperty("uses").GetInt32());
    }

    [Fact]
    public void Baselines_are_fitted_on_the_training_rows_where_they_are_given_and_the_page_says_so()
    {
        folder.Write("train.csv", "region,truth,unused\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"{new[] { "north", "south", "west" }[i % 3]},{(i % 3 == 1 ? "yes" : "no")},1\n")) + "east,maybe,1\n,,1\n");
        using var document = JsonDocument.Parse(Evaluate("good.csv", "--only", "reuse", "--train", folder.In("train.csv"), "--json").Output);
        var baselines = document.RootElement.GetProperty("baselines").EnumerateArray().ToDictionary(b => b.GetProperty("name").GetString()!);
        Assert.All(baselines.Values, b => Assert.EndsWith("fitted on 400 rows of train", b.GetProperty("source").GetString(), StringComparison.Ordinal));
        // Learnt there and wrong here: the region says nothing of these rows.
        Assert.InRange(baselines["one-rule"].GetProperty("score").GetProperty("value").GetDouble(), 0.4, 0.6);
        Assert.Contains("fitted on 400 rows of train", Evaluate("good.csv", "--only", "reuse", "--train", folder.In("train.csv")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fitted on 400 rows", Evaluate("good.csv", "--only", "reuse").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_model_assumed_and_what_predicting_cost_are_shown_everywhere()
    {
        var rows = folder.Write("rows.csv", "region,truth\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{new[] { "north", "south" }[i % 2]},{(i % 4 == 1 ? "yes" : "no")}\n")));
        // The model's classes are 0 and 1, the table's no and yes.
        string[] words = ["evaluate", "--command", "sh -c 'while read -r line; do echo [0.75,0.25]; done'", rows, "--target", "truth", "--only", "reuse", "--unrecorded", "--classes", "0,1", "--report", folder.In("r.html")];
        var run = CommandLine.Run(words);
        Assert.Equal(ExitCode.Success, run.Exit);
        Assert.Contains("The model's classes 0 to 1 were taken as no, yes", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("Predicting took ", run.Output, StringComparison.Ordinal);
        Assert.Contains("were taken as no, yes", File.ReadAllText(folder.In("r.html")), StringComparison.Ordinal);
        Assert.Contains("Predicting took ", File.ReadAllText(folder.In("r.html")), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(CommandLine.Run([.. words, "--json"]).Output);
        Assert.Equal(60, document.RootElement.GetProperty("time").GetProperty("rows").GetInt32());
        Assert.Contains(document.RootElement.GetProperty("notes").EnumerateArray(), n => n.GetString()!.Contains("were taken as", StringComparison.Ordinal));
    }

    [Fact]
    public void A_password_in_an_address_is_on_no_page()
    {
        using var server = new LoopbackServer((_, body) => new(200, $"[{string.Join(',', Enumerable.Repeat("0.25", body.Split("region").Length - 1))}]"));
        var rows = folder.Write("rows.csv", "region,truth\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{new[] { "north", "south" }[i % 2]},{(i % 4 == 1 ? "yes" : "no")}\n")));
        var address = server.Address.Replace("http://", "http://me:secret@", StringComparison.Ordinal) + "?token=mumbo";
        var run = CommandLine.Run("evaluate", "--http", address, rows, "--target", "truth", "--only", "reuse", "--store", store, "--report", folder.In("r.html"));
        Assert.True(run.Exit == ExitCode.Success, run.Messages);
        Assert.Contains("/score", run.Output, StringComparison.Ordinal);
        var shown = run.Output + run.Messages + File.ReadAllText(folder.In("r.html")) + CommandLine.Run("runs", "show", "latest", "--json", "--store", store).Output;
        Assert.DoesNotContain("secret", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("mumbo", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_called_NA_is_one_where_the_markers_are_turned_off()
    {
        folder.Write("na.csv", "id,truth,prediction\n" + string.Concat(Enumerable.Range(0, 90).Select(i => $"r{i},{new[] { "NA", "EU", "None" }[i % 3]},{new[] { "NA", "EU", "None" }[i * 7 % 13 % 3]}\n")));
        using var document = JsonDocument.Parse(Evaluate("na.csv", "--only", "reuse", "--missing", "", "--json").Output);
        Assert.Equal(90, document.RootElement.GetProperty("rows").GetInt32());
        Assert.Equal("multiclass", document.RootElement.GetProperty("task").GetString());
        Assert.StartsWith("error: usage.missing-number: ", Evaluate("na.csv", "--missing", "-999").Messages, StringComparison.Ordinal);
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
