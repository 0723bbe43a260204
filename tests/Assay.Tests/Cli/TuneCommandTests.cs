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

    [Theory]
    [InlineData("echo '{\"value\": NaN}'", "a value is not a finite number")]
    [InlineData("echo nan", "a value is not a finite number")]
    [InlineData("echo '{\"value\": -Infinity}'", "a value is not a finite number")]
    [InlineData("true", "it wrote nothing there")]
    [InlineData("echo 'accuracy: 0.9'", "its last line was: accuracy: 0.9")]
    [InlineData("kill -9 $$", "killed, most often because the memory was used up")]
    public void A_program_that_tells_no_number_is_told_what_it_lacks(string script, string said)
    {
        using var room = new TemporaryFolder();
        Assert.Contains(said, Tune(room, "--trials", "1", "--", "sh", "-c", script).Messages, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Folds_at_the_end_of_a_learning_curve_give_the_value()
    {
        using var room = new TemporaryFolder();
        var run = Tune(room, "--trials", "3", "--json", "--", "sh", "-c", "echo \"{\\\"step\\\": 7, \\\"value\\\": 9}\"; echo \"{\\\"folds\\\": [1, 2, 6]}\"");
        Assert.Equal(3, JsonDocument.Parse(run.Output).RootElement.GetProperty("best").GetProperty("values")[0].GetDouble());
    }

    [Fact]
    public void Folds_say_what_the_best_is_worth_on_new_data()
    {
        using var room = new TemporaryFolder();
        var run = Tune(room, "--trials", "6", "--", "sh", "-c", "echo \"{\\\"folds\\\": [{lr}, 1, 0.5, {trial}], \\\"cost\\\": 2}\"");
        Assert.Matches(@"Best: .* \(trial \d\); expected on new data .* \(.* to .*\)", run.Output);
        Assert.Contains("chosen without the fold it is judged on, 4 folds", run.Output);
        var more = Tune(room, "--trials", "50", "--stop", "cost=14", "--json", "--", "sh", "-c", "echo \"{\\\"folds\\\": [{lr}, 1, 0.5, {trial}], \\\"cost\\\": 2}\"");
        Assert.Contains("goes on after 6 trials", more.Messages);
        var document = JsonDocument.Parse(more.Output).RootElement;
        Assert.Equal("trials have cost 14 in all", document.GetProperty("stopped").GetString());
        Assert.True(document.GetProperty("expected").GetProperty("low").GetDouble() < document.GetProperty("expected").GetProperty("high").GetDouble());
    }

    [Fact]
    public void The_best_are_run_once_more_with_a_seed_of_their_own()
    {
        using var room = new TemporaryFolder();
        var run = Tune(room, "--trials", "4", "--confirm", "2", "--", "sh", "-c", "test {seed} = 0 && echo {lr} || echo 2");
        Assert.Equal(2, run.Messages.Split("once more: ").Length - 1);
        Assert.Contains("then 2", run.Messages);
        Assert.Contains("the best 2 run once more with fresh seeds", run.Output);
        // Run a second time, nothing is left to do.
        Assert.Contains("expected on new data", Tune(room, "--trials", "4", "--confirm", "2", "--", "false").Output);
    }

    [Fact]
    public void A_population_gets_its_checkpoints_and_a_replay_finds_no_difference()
    {
        using var room = new TemporaryFolder();
        var run = Tune(room, "--trials", "12", "--population", "4", "--", "sh", "-c", "n=$(cat \"${ASSAY_PARENT_CHECKPOINT:-none}/steps\" 2>/dev/null || echo 0); echo $((n + 1)) > \"$ASSAY_CHECKPOINT/steps\"; echo \"{\\\"value\\\": -$((n + 1))}\"");
        // Three generations; whoever copies a member that has had its third step already is a step ahead.
        Assert.Matches("Best: -[34] ", run.Output);
        var replay = Tune(room, "--replay");
        Assert.Equal((ExitCode.Success, "Study space-0: asked again from its journal, all 12 trials come out the same.\n"), (replay.Exit, replay.Output));
    }

    [Fact]
    public void A_search_starts_from_an_earlier_one_and_studies_are_listed()
    {
        using var room = new TemporaryFolder();
        Tune(room, "--trials", "3", "--study", "old", "--", "sh", "-c", "echo {lr}");
        var run = Tune(room, "--trials", "2", "--study", "new", "--warm-start", "old", "--", "sh", "-c", "echo 5");
        Assert.Contains("3 of 3 trials of study old were taken.", run.Output);
        Assert.Contains("(taken from old)", run.Output);
        Assert.Contains("2/2  trial 4", run.Messages);
        var list = CommandLine.Run("studies", "list", "--store", room.In("assay.db"));
        Assert.Matches("new\t[^\t]*\tminimise\t5\t5\t", list.Output);
        Assert.Equal(3, CommandLine.Run("studies", "best", "new", "--limit", "2", "--store", room.In("assay.db")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("store.study-missing", Tune(room, "--study", "third", "--warm-start", "odl", "--", "true").Messages);
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
