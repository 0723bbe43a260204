using System.Text.Json;
using Assay.Cli.Frame;
using Assay.Tracking;
using Assay.Tracking.Client;

namespace Assay.Tests.Cli;

public sealed class RunsExchangeCommandsTests : IDisposable
{
    private readonly TemporaryFolder room = new();

    private string Address => $"sqlite:///{room.In("assay.db")}";

    [Fact]
    public void Sync_sends_what_was_left_and_passes_over_what_is_in_use()
    {
        TrackingClientOptions options = new() { Journals = room.In("journals"), ClosingTime = TimeSpan.Zero };
        using (var client = TrackingClient.Open("http://127.0.0.1:9", options))
        {
            client.Start("loans", "first").LogMetric("loss", 1);
        }

        var away = CommandLine.Run("runs", "sync", room.In("journals"));
        Assert.Equal(ExitCode.Provider, away.Exit);
        Assert.Contains(" waits: provider.unreachable: ", away.Messages, StringComparison.Ordinal);

        using var living = TrackingClient.Open("http://127.0.0.1:9", options);
        var ran = CommandLine.Run("runs", "sync", room.In("journals"), "--store", Address, "--json");
        Assert.Equal(ExitCode.Success, ran.Exit);
        using var document = JsonDocument.Parse(ran.Output);
        Assert.Equal(1, document.RootElement.GetProperty("journals")[0].GetProperty("points").GetInt64());
        Assert.Equal(living.Journal, document.RootElement.GetProperty("inUse")[0].GetString());
        using var store = Store.OpenExisting(Address);
        Assert.Equal("first", store.List().Runs.Single().Name);
    }

    [Fact]
    public void A_foreign_file_among_journals_keeps_none_back()
    {
        using (var client = TrackingClient.Open("http://127.0.0.1:9", new() { Journals = room.In("journals"), ClosingTime = TimeSpan.Zero }))
        {
            client.Start("loans", "first").LogMetric("loss", 1);
        }

        room.Write("journals/0.journal", "a diary of a journey that is no journal of runs");
        var ran = CommandLine.Run("runs", "sync", room.In("journals"), "--store", Address, "--json");
        Assert.Equal(ExitCode.Input, ran.Exit);
        Assert.Contains("0.journal was not sent: tracking.journal-foreign", ran.Messages, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(ran.Output);
        Assert.Equal(1, document.RootElement.GetProperty("journals")[0].GetProperty("points").GetInt64());
        Assert.EndsWith("0.journal", document.RootElement.GetProperty("notSent")[0].GetString(), StringComparison.Ordinal);
        Assert.True(File.Exists(room.In("journals/0.journal")));
    }

    [Fact]
    public void Sync_refuses_what_is_not_there() =>
        Assert.Contains("tracking.journal-missing", CommandLine.Run("runs", "sync", room.In("nothing")).Messages, StringComparison.Ordinal);

    [Fact]
    public void Import_says_what_came_and_fails_when_parts_are_broken()
    {
        room.Write("history.csv", "_step,loss\n0,1\nx,2\n");
        var ran = CommandLine.Run("runs", "import", room.In("history.csv"), "--store", Address);
        Assert.Equal(ExitCode.Input, ran.Exit);
        Assert.Equal("wandb: 1 runs (0 of them known), 1 points and 0 files added, 0 registered models; 0 deleted runs left out, 1 problems.", ran.Output.Trim());
        Assert.Contains("history.csv, line 3: ", ran.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_writes_to_standard_output_or_a_path()
    {
        using (var store = Store.Open(Address))
        {
            using var run = store.Start(new RunStart { Name = "first" });
            run.LogMetric("loss", 0.5);
            run.Finish();
        }

        var printed = CommandLine.Run("runs", "export", "--store", Address);
        Assert.Contains(",first,,finished,", printed.Output, StringComparison.Ordinal);
        var written = CommandLine.Run("runs", "export", "latest", "--format", "mlflow", "--output", room.In("mlruns"), "--store", Address, "--json");
        using var document = JsonDocument.Parse(written.Output);
        Assert.Equal(1, document.RootElement.GetProperty("runs").GetInt32());
        Assert.True(File.Exists(room.In("mlruns/0/meta.yaml")));
        Assert.Equal(ExitCode.Usage, CommandLine.Run("runs", "export", "--json", "--store", Address).Exit);
    }

    public void Dispose() => room.Dispose();
}
