using System.Text.Json;
using Assay.Cli.Frame;
using Assay.Tests.Tracking;
using Assay.Tracking;

namespace Assay.Tests.Cli;

public sealed class RunsCommandsTests : IDisposable
{
    private readonly TemporaryFolder room = new();
    private readonly ManualClock clock = new();
    private readonly string address;
    private readonly string first;
    private readonly string second;
    private readonly string part;

    public RunsCommandsTests()
    {
        address = $"sqlite:///{room.In("my store.db")}";
        var next = 0;
        using var store = Store.Open(address, clock: clock, randomness: bytes => bytes.Fill((byte)++next));
        using var before = store.Start(new RunStart { Experiment = "loans", Name = "first", Seed = 1, Command = ["develop", "my loans.csv"] });
        before.LogParameter("depth", "3");
        before.LogMetrics([new MetricPoint("roc-auc", 0.5, 1), new MetricPoint("roc-auc", 0.75, 2)]);
        before.LogInput(new RunInput("loans.csv", "abc123"));
        before.LogText("report.html", "<html>");
        using var child = before.Child("fold\t0\n");
        child.Finish();
        clock.Pass(1.5);
        before.Finish();
        using var after = store.Start(new RunStart { Experiment = "loans", Name = "second", Seed = 2 });
        after.LogParameter("depth", "4");
        after.LogMetric("roc-auc", double.NaN);
        after.Fail("out of luck");
        (first, second, part) = (before.Id, after.Id, child.Id);
    }

    [Fact]
    public void Lists_one_line_a_run() => Approved.Matches(Run("runs", "list", "--metric", "roc-auc").Output);

    [Fact]
    public void Shows_everything_about_a_run() => Approved.Matches(Run("runs", "show", first).Output);

    [Fact]
    public async Task Ids_are_in_one_piece_on_a_narrow_terminal()
    {
        using var output = new StringWriter();
        var surroundings = new Surroundings { Output = output, Error = TextWriter.Null, Variable = _ => null, OutputIsTerminal = true, Width = 40 };
        var exit = await new Application(surroundings, CommandTree.Discover()).RunAsync(["runs", "show", first, "--store", address], TestContext.Current.CancellationToken);
        Assert.Equal(ExitCode.Success, exit);
        Assert.Contains(first, output.ToString(), StringComparison.Ordinal);
        Assert.Contains(part, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_a_curve() => Approved.Matches(Run("runs", "show", first, "--metric", "roc-auc").Output);

    [Fact]
    public void Shows_only_what_differs() => Approved.Matches(Run("runs", "diff", first, "latest").Output);

    [Fact]
    public void Pages_go_on_where_the_last_ended()
    {
        var page = Json("runs", "list", "--limit", "1");
        Assert.Equal(second, page.GetProperty("runs")[0].GetProperty("id").GetString());
        Assert.Equal("NaN", page.GetProperty("runs")[0].GetProperty("metrics").GetProperty("roc-auc").GetProperty("last").GetString());
        var next = Json("runs", "list", "--limit", "1", "--after", page.GetProperty("next").GetString()!);
        Assert.Equal(first, next.GetProperty("runs")[0].GetProperty("id").GetString());
        Assert.False(next.TryGetProperty("next", out _));
    }

    [Fact]
    public void Lists_by_status_and_parent()
    {
        Assert.Equal(1, Json("runs", "list", "--status", "failed").GetProperty("runs").GetArrayLength());
        Assert.Equal(part, Json("runs", "list", "--parent", first).GetProperty("runs")[0].GetProperty("id").GetString());
        Assert.Equal(3, Json("runs", "list", "--nested").GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public void Json_of_a_run_has_parts_and_files()
    {
        var document = Json("runs", "show", first);
        Assert.Equal("3", document.GetProperty("run").GetProperty("parameters").GetProperty("depth").GetString());
        Assert.Equal("report.html", document.GetProperty("artifacts")[0].GetProperty("name").GetString());
        Assert.Equal(part, document.GetProperty("children")[0].GetProperty("id").GetString());
    }

    [Fact]
    public void Deletes_only_when_told_twice()
    {
        Assert.Contains("would delete", Run("runs", "delete", first).Output);
        Assert.Equal(3, Json("runs", "list", "--nested").GetProperty("runs").GetArrayLength());
        Assert.Equal(ExitCode.Input, Run("runs", "delete", first, "nonesuch", "--yes").Exit);
        Assert.Equal(ExitCode.Success, Run("runs", "delete", first, part, "--yes").Exit);
        Assert.Equal(1, Json("runs", "list", "--nested").GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public void Deleting_names_every_run_that_goes_and_spares_running_ones()
    {
        Assert.Contains(part, Run("runs", "delete", first).Output, StringComparison.Ordinal);
        Assert.Equal([first, part], Json("runs", "delete", first).GetProperty("runs").EnumerateArray().Select(r => r.GetString()!));
        string client;
        using (var store = Store.Open(address, clock: clock))
        {
            client = store.Database.Write(session =>
            {
                const string Id = "ffffffffffffffffffffffffffffffff";
                RemoteRuns.Create(session, Id, new RemoteRunStart("0") { Name = "from a client" }, () => "");
                RemoteRuns.SetTag(session, Id, RemoteRuns.ParentTag, first);
                return Id;
            });
        }

        Assert.Contains("--running", Run("runs", "delete", first).Messages, StringComparison.Ordinal);
        var refused = Run("runs", "delete", second, first, "--yes");
        Assert.Equal(ExitCode.Input, refused.Exit);
        Assert.Contains("store.run-active", refused.Messages, StringComparison.Ordinal);
        Assert.Equal(4, Json("runs", "list", "--nested").GetProperty("runs").GetArrayLength());
        Assert.Equal(
            new[] { first, part, client }.Order(),
            Json("runs", "delete", first, "--yes", "--running").GetProperty("runs").EnumerateArray().Select(r => r.GetString()!).Order());
        Assert.Equal(1, Json("runs", "list", "--nested").GetProperty("runs").GetArrayLength());
    }

    [Fact]
    public void Runs_are_sorted_by_the_best_of_a_curve()
    {
        using (var store = Store.Open(address, clock: clock))
        {
            using var third = store.Start(new RunStart { Experiment = "loans", Name = "third" });
            third.LogMetrics([new MetricPoint("roc-auc", 0.9, 1), new MetricPoint("roc-auc", 0.1, 2)]);
            third.Finish();
        }

        string[] Sorted(string by) => [.. Json("runs", "list", "--order-by", by).GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("name").GetString()!)];
        Assert.Equal(["third", "first", "second"], Sorted("best(roc-auc) DESC"));
        Assert.Equal(["first", "third", "second"], Sorted("metrics.`roc-auc` DESC"));
        Assert.Equal(["first", "third", "second"], Sorted("metrics.roc-auc DESC"));
        Assert.Equal(["third", "first", "second"], Sorted("min(metrics.roc-auc)"));
        Assert.Equal(ExitCode.Input, Run("runs", "list", "--order-by", "best(roc-auc) SIDEWAYS").Exit);
    }

    [Theory]
    [InlineData("store.run-missing", "runs", "show", "ffff")]
    [InlineData("store.metric-missing", "runs", "show", "latest", "--metric", "roc-auk")]
    [InlineData("store.run-missing", "runs", "diff", "latest", "zz")]
    public void Says_what_is_missing(string code, params string[] words)
    {
        var result = Run(words);
        Assert.Equal(ExitCode.Input, result.Exit);
        Assert.StartsWith($"error: {code}: ", result.Messages);
    }

    [Theory]
    [InlineData("runs", "list", "--limit", "0")]
    [InlineData("runs", "list", "--status", "done")]
    [InlineData("runs", "list", "--after", "nowhere")]
    public void Refuses_wrong_values(params string[] words) => Assert.Equal(ExitCode.Usage, Run(words).Exit);

    [Fact]
    public void A_missing_store_is_not_made()
    {
        var result = CommandLine.Run("runs", "list", "--store", $"sqlite:///{room.In("none/assay.db")}");
        Assert.StartsWith("error: store.missing: ", result.Messages);
        Assert.False(Directory.Exists(room.In("none")));
    }

    [Fact]
    public async Task On_a_terminal_a_table_is_drawn()
    {
        using var output = new StringWriter();
        var surroundings = new Surroundings { Output = output, Error = TextWriter.Null, Variable = _ => null, OutputIsTerminal = true };
        await new Application(surroundings, CommandTree.Discover()).RunAsync(["runs", "list", "--store", address], TestContext.Current.CancellationToken);
        Assert.Contains("second", output.ToString());
        Assert.DoesNotContain("\t", output.ToString());
    }

    public void Dispose() => room.Dispose();

    private CommandLine Run(params string[] words) => CommandLine.Run([.. words, "--store", address]);

    private JsonElement Json(params string[] words) => JsonDocument.Parse(Run([.. words, "--json"]).Output).RootElement;
}
