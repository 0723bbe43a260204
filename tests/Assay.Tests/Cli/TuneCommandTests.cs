using System.Text.Json;
using Assay.Cli.Frame;
using Assay.Cli.Tuning;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Cli;

public class TuneCommandTests
{
    private const string Yaml = """
        parameters: {lr: {type: float, low: 1e-5, high: 1, log: true}, kernel: {type: category, choices: [linear, rbf]},
          gamma: {type: float, low: 1e-5, high: 10, log: true, when: {kernel: [rbf]}}}
        """;

    [Fact]
    public void Tunes_a_shell_script_and_goes_on_where_it_stopped()
    {
        using var room = new TemporaryFolder();
        var first = Tune(room, "--trials", "4", "--json", "--", "sh", "-c", "echo noise; echo '{\"step\": 1, \"value\": 3}'; echo \"{\\\"value\\\": {lr}}\"");
        Assert.Equal(ExitCode.Success, first.Exit);
        var outcome = JsonDocument.Parse(first.Output).RootElement;
        Assert.Equal(4, outcome.GetProperty("trials").GetProperty("done").GetInt32());
        Assert.Equal(outcome.GetProperty("best").GetProperty("parameters").GetProperty("lr").GetDouble(), outcome.GetProperty("best").GetProperty("values")[0].GetDouble());
        var second = Tune(room, "--trials", "6", "--json", "--", "sh", "-c", "echo $ASSAY_PARAM_LR");
        Assert.Equal(6, JsonDocument.Parse(second.Output).RootElement.GetProperty("trials").GetProperty("done").GetInt32());
        Assert.Contains("6/6  trial 5", second.Messages);
    }

    [Fact]
    public void The_report_is_written_where_it_was_asked_for()
    {
        using var room = new TemporaryFolder();
        var page = room.In("pages/search.html");
        Assert.Equal(ExitCode.Success, Tune(room, "--trials", "3", "--report", page, "--", "sh", "-c", "echo $ASSAY_PARAM_LR").Exit);
        Assert.Contains("<section id=\"history\"", File.ReadAllText(page));
        Assert.Contains("usage.file-not-writable", Tune(room, "--report", room.FullName, "--", "true").Messages);
    }

    [Fact]
    public void A_failing_program_is_a_failed_trial_with_what_it_said()
    {
        using var room = new TemporaryFolder();
        var run = Tune(room, "--trials", "1", "--", "sh", "-c", "echo 'no such data' >&2; exit 7");
        Assert.Contains("failed: Exit code 7. no such data", run.Messages);
        Assert.Contains("No trial ended with values", run.Output);
    }

    [Fact]
    public void Ten_failures_at_the_start_end_the_search()
    {
        using var room = new TemporaryFolder();
        var run = Tune(room, "--trials", "50", "--", "sh", "-c", "exit 1");
        Assert.Equal(ExitCode.Provider, run.Exit);
        Assert.Contains("provider.trials-failed", run.Messages);
    }

    [Fact]
    public void A_pruned_program_is_stopped()
    {
        using var room = new TemporaryFolder();
        var run = Tune(room, "--trials", "8", "--pruner", "threshold", "--", "sh", "-c", "echo '{\"step\": 1, \"value\": \"NaN\"}'; exec sleep 100");
        Assert.Contains("8 pruned", run.Output);
    }

    [Fact]
    public void Says_what_is_wrong_with_the_command_line()
    {
        using var room = new TemporaryFolder();
        Assert.Contains("usage.placeholder", Tune(room, "--", "echo", "{lrr}").Messages);
        Assert.Contains("usage.program", Tune(room, "--", "no-such-program-here", "{lr}").Messages);
        Assert.Contains("usage.missing", Tune(room).Messages);
        Assert.Contains("usage.value", Tune(room, "--directions", "up", "--", "echo", "1").Messages);
    }

    [Fact]
    public void Arguments_of_parameters_that_do_not_count_are_left_out()
    {
        var space = Space.Parse(Yaml);
        var program = new ProgramTrial(["p", "--lr", "{lr}", "--gamma", "{gamma}", "--g={gamma}", "n{trial}"], space);
        Trial Of(params string[] texts) => new() { Number = 3, Configuration = space.Configure(texts.Chunk(2).ToDictionary(p => p[0], p => p[1])) };
        Assert.Equal(["p", "--lr", "0.5", "n3"], program.Arguments(Of("lr", "0.5", "kernel", "linear")));
        Assert.Equal(["p", "--lr", "0.5", "--gamma", "2", "--g=2", "n3"], program.Arguments(Of("lr", "0.5", "kernel", "rbf", "gamma", "2")));
    }

    [Fact]
    public async Task Another_program_asks_reports_and_tells()
    {
        using var study = new Study(Space.Parse(Yaml), new StudyOptions { Sampler = "random", Pruner = "threshold" });
        using var output = new StringWriter();
        using var input = new StringReader("""
            {"ask":{}}
            {"report":{"trial":0,"step":3,"value":0.2}}
            {"report":{"trial":0,"step":4,"value":"NaN"}}
            {"tell":{"trial":0,"value":0.12}}
            {"tell":{"trial":9,"value":0.12}}
            nonsense
            {"ask":{}}
            {"tell":{"trial":1,"state":"failed","error":"out of memory"}}
            """);
        await new AskTell(study, input, output).RunAsync(TestContext.Current.CancellationToken);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("{\"trial\":0,\"params\":{\"lr\":", lines[0]);
        Assert.Equal(["{\"prune\":false}", "{\"prune\":true}"], lines[1..3]);
        Assert.StartsWith("{\"best\":{\"trial\":0,\"value\":0.12,\"params\":{", lines[3]);
        Assert.StartsWith("{\"error\":{\"code\":\"usage.trial-unknown\"", lines[4]);
        Assert.StartsWith("{\"error\":{\"code\":\"usage.protocol\"", lines[5]);
        Assert.Equal("out of memory", study.History.Trials[1].Error);
    }

    [Fact]
    public async Task Several_objectives_are_answered_with_the_front()
    {
        using var study = new Study(Space.Parse(Yaml), new StudyOptions { Sampler = "random", Directions = [Direction.Minimise, Direction.Minimise] });
        using var output = new StringWriter();
        using var input = new StringReader("{\"ask\":{}}\n{\"tell\":{\"trial\":0,\"values\":[1,2],\"constraints\":[-1]}}\n");
        await new AskTell(study, input, output).RunAsync(TestContext.Current.CancellationToken);
        Assert.Contains("{\"best\":[{\"trial\":0,\"values\":[1,2],", output.ToString());
    }

    private static CommandLine Tune(TemporaryFolder room, params string[] words) =>
        CommandLine.Run(["tune", room.Write("space.yaml", Yaml), "--sampler", "random", "--store", room.In("assay.db"), .. words]);
}
