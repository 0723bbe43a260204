using System.Text.Json;
using Assay.Cli.Frame;

namespace Assay.Tests.Cli;

public class ApplicationTests
{
    private static readonly string[] fine = ["sample", "try", "loans.csv", "--target", "default"];

    [Fact]
    public void Help_of_a_command_shows_usage_options_and_examples() => Approved.Matches(Try(_ => ExitCode.Success, "sample", "try", "--help").Output);

    [Fact]
    public void Help_of_a_group_lists_its_commands() => Approved.Matches(Try(_ => ExitCode.Success, "sample").Output);

    [Fact]
    public void Help_comes_first_even_when_the_rest_is_wrong() => Assert.Equal(ExitCode.Success, Try(_ => ExitCode.Internal, "sample", "try", "--help", "--seed", "x").Exit);

    [Fact]
    public void The_word_help_means_the_same_as_the_option() =>
        Assert.Equal(Try(_ => ExitCode.Success, "sample", "try", "--help").Output, Try(_ => ExitCode.Success, "help", "sample", "try").Output);

    [Fact]
    public void Without_a_command_the_help_is_shown() => Assert.Contains("Usage:", CommandLine.Run().Output);

    [Fact]
    public void Version_names_commit_and_runtime() => Assert.Matches(@"^assay \d+\.\d+\.\d+ \(commit \w+, \.NET 10", CommandLine.Run("--version").Output);

    [Fact]
    public void The_commands_own_exit_code_is_passed_on() => Assert.Equal(ExitCode.GateFailed, Try(_ => ExitCode.GateFailed, fine).Exit);

    [Theory]
    [InlineData("usage.unknown-option", "Did you mean \"--target\"?", "sample", "try", "loans.csv", "--taget", "default")]
    [InlineData("usage.unknown-option", "no option \"--qqqqqq\"", "sample", "try", "--qqqqqq", "--target", "default")]
    [InlineData("usage.unknown-command", "Did you mean \"sample\"?", "sampel", "try")]
    [InlineData("usage.unknown-command", "Did you mean \"try\"?", "sample", "tyr")]
    [InlineData("usage.unknown-command", "Did you mean \"sample\"?", "sampl", "try", "loans.csv", "--target", "default")]
    [InlineData("usage.too-many-arguments", "\"more.csv\"", "sample", "try", "loans.csv", "more.csv", "--target", "default")]
    [InlineData("usage.missing", "DATA and --target COLUMN", "sample", "try")]
    [InlineData("usage.value", "--seed takes a whole number from 0, not \"x\"", "sample", "try", "loans.csv", "--target", "default", "--seed", "x")]
    [InlineData("usage.value", "--seed needs a value: --seed N", "sample", "try", "loans.csv", "--target", "default", "--seed")]
    [InlineData("usage.value", "--threads must be at least 1, not 0", "sample", "try", "loans.csv", "--target", "default", "--threads", "0")]
    [InlineData("usage.value", "\"10\" is not a length of time", "sample", "try", "loans.csv", "--target", "default", "--budget", "10")]
    [InlineData("usage.value", "Did you mean \"drop\"?", "sample", "try", "loans.csv", "--target", "default", "--leaks", "drp")]
    public void A_wrong_command_line_is_told_with_what_to_do(string code, string expected, params string[] words)
    {
        var result = Try(_ => ExitCode.Success, words);
        Assert.Equal(ExitCode.Usage, result.Exit);
        Assert.StartsWith($"error: {code}: ", result.Messages);
        Assert.Contains(expected, result.Messages);
        Assert.Contains("--help", result.Messages);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("usage.conflict", (int)ExitCode.Usage)]
    [InlineData("data.column-missing", (int)ExitCode.Input)]
    [InlineData("model.native-library-missing", (int)ExitCode.Input)]
    [InlineData("store.locked", (int)ExitCode.Input)]
    [InlineData("provider.refused", (int)ExitCode.Provider)]
    public void The_kind_of_an_error_gives_the_exit_code(string code, int expected)
    {
        var result = Try(_ => throw new AssayException(code, "What, and what to do."), fine);
        Assert.Equal(expected, (int)result.Exit);
        Assert.Equal($"error: {code}: What, and what to do.{Environment.NewLine}", result.Messages);
    }

    [Fact]
    public void With_json_an_error_is_one_document_on_standard_output()
    {
        var result = Try(_ => throw new AssayException("data.empty", "Nothing there."), [.. fine, "--json"]);
        var error = JsonDocument.Parse(result.Output).RootElement.GetProperty("error");
        Assert.Equal("data.empty", error.GetProperty("code").GetString());
        Assert.Equal("Nothing there.", error.GetProperty("message").GetString());
        Assert.Equal(3, error.GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public void An_error_wrapped_by_a_parallel_loop_is_still_told_plainly()
    {
        var result = Try(_ => throw new AggregateException(new OperationCanceledException(), new AssayException("data.empty", "Nothing there.")), fine);
        Assert.Equal(ExitCode.Input, result.Exit);
    }

    [Fact]
    public void A_fault_of_ours_says_where_to_report_it_and_keeps_its_trace_for_verbose()
    {
        static ExitCode Fault(Invocation call) => throw new InvalidOperationException("seven is not eight");
        var plain = Try(Fault, fine);
        Assert.Equal(ExitCode.Internal, plain.Exit);
        Assert.Contains("seven is not eight", plain.Messages);
        Assert.Contains("report it", plain.Messages);
        Assert.DoesNotContain("   at ", plain.Messages);
        Assert.Contains("   at ", Try(Fault, [.. fine, "--verbose"]).Messages);
    }

    [Fact]
    public void A_missing_file_is_an_input_error() =>
        Assert.Equal(ExitCode.Input, Try(_ => throw new FileNotFoundException("There is no loans.csv."), fine).Exit);

    [Fact]
    public void A_full_disk_is_told_as_such()
    {
        var result = Try(_ => throw new IOException("No space left on device", 28), fine);
        Assert.StartsWith("error: store.disk-full:", result.Messages);
        Assert.Equal(ExitCode.Input, result.Exit);
    }

    [Fact]
    public void An_interrupted_command_exits_with_130()
    {
        using var interrupted = new CancellationTokenSource();
        ExitCode Interrupt(Invocation call)
        {
            interrupted.Cancel();
            call.Cancellation.ThrowIfCancellationRequested();
            return ExitCode.Success;
        }

        Assert.Equal(ExitCode.Interrupted, CommandLine.Run([new SampleCommand(Interrupt)], interrupted.Token, fine).Exit);
    }

    [Fact]
    public void Durations_reach_the_command()
    {
        TimeSpan seen = default;
        SampleCommand? command = null;
        command = new SampleCommand(call =>
        {
            seen = call.Get(command!.Budget);
            return ExitCode.Success;
        });
        CommandLine.Run([command], TestContext.Current.CancellationToken, [.. fine, "--budget", "1h30m"]);
        Assert.Equal(TimeSpan.FromMinutes(90), seen);
    }

    private static CommandLine Try(Func<Invocation, ExitCode> act, params string[] words) =>
        CommandLine.Run([new SampleCommand(act)], TestContext.Current.CancellationToken, words);
}
