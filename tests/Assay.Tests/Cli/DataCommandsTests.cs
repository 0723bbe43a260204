using System.Text.Json;
using Assay.Cli.Commands;
using Assay.Cli.Frame;
using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Tests.Cli;

public sealed class DataCommandsTests : IDisposable
{
    private readonly TemporaryFolder room = new();
    private readonly string[] store;
    private readonly string first;
    private readonly string second;

    public DataCommandsTests()
    {
        store = ["--store", $"sqlite:///{room.In("assay.db")}"];
        first = room.Write("loans.csv", "id,age,default\n1,30,no\n2,40,yes\n3,50,no\n");
        second = room.Write("later.csv", "id,age,default\n1,30,no\n2,41,no\n4,60,yes\n");
    }

    public void Dispose() => room.Dispose();

    [Fact]
    public void Versions_are_added_listed_compared_and_written_out()
    {
        Assert.Equal(ExitCode.Success, CommandLine.Run(["data", "add", first, "--name", "loans", "--message", "May", .. store]).Exit);
        Assert.Contains("loans@2\tadded\ttable", CommandLine.Run(["data", "add", second, "--name", "loans", .. store]).Output);
        Assert.Contains("unchanged", CommandLine.Run(["data", "add", second, "--name", "loans", .. store]).Output);
        Assert.Contains("May", CommandLine.Run(["data", "log", "loans", .. store]).Output);
        var diff = JsonDocument.Parse(CommandLine.Run(["data", "diff", "loans@1", "loans@latest", "--json", .. store]).Output).RootElement;
        Assert.Equal((1, 1, 1, 2), (Number(diff, "added"), Number(diff, "removed"), Number(diff, "changed"), Number(diff, "changedCells")));
        Assert.Equal(ExitCode.Success, CommandLine.Run(["data", "checkout", "loans@1", "--output", room.In("out.csv"), .. store]).Exit);
        Assert.Equal(File.ReadAllText(first), File.ReadAllText(room.In("out.csv")));
        Assert.Equal(ExitCode.Input, CommandLine.Run(["data", "checkout", "loans@1", "--output", room.In("out.csv"), .. store]).Exit);
        Assert.Contains("2 of 2 versions are sound", CommandLine.Run(["data", "verify", .. store]).Output);
        Assert.Equal(ExitCode.Success, CommandLine.Run(["data", "gc", .. store]).Exit);
    }

    [Fact]
    public void A_diff_of_files_needs_no_store_and_its_patch_gives_the_second()
    {
        var run = CommandLine.Run("data", "diff", first, second, "--target", "default", "--patch", room.In("p"), "--markdown", room.In("page.md"), "--store", room.In("none.db"));
        Approved.Matches(run.Output);
        Approved.Matches(File.ReadAllText(room.In("page.md")), "The_page_in_Markdown");
        Assert.False(File.Exists(room.In("none.db")));
        Assert.Equal(ExitCode.Success, CommandLine.Run("data", "apply", first, room.In("p"), "--output", room.In("again.csv")).Exit);
        Assert.Equal(File.ReadAllBytes(second), File.ReadAllBytes(room.In("again.csv")));
        Assert.Equal(ExitCode.Input, CommandLine.Run("data", "apply", second, room.In("p"), "--output", room.In("wrong.csv")).Exit);
        Assert.False(File.Exists(room.In("wrong.csv")));
    }

    [Fact]
    public void A_bare_name_is_its_newest_version_and_a_patch_applies_to_a_version()
    {
        CommandLine.Run(["data", "add", first, "--name", "loans", .. store]);
        CommandLine.Run(["data", "add", second, "--name", "loans", .. store]);
        var diff = JsonDocument.Parse(CommandLine.Run(["data", "diff", "loans@1", "loans", "--patch", room.In("p"), "--json", .. store]).Output).RootElement;
        Assert.Equal(1, Number(diff, "changed"));
        Assert.Equal(ExitCode.Success, CommandLine.Run(["data", "apply", "loans@1", room.In("p"), "--output", room.In("again.csv"), .. store]).Exit);
        Assert.Equal(File.ReadAllBytes(second), File.ReadAllBytes(room.In("again.csv")));
        Assert.Contains("would let go: loans@1", CommandLine.Run(["data", "gc", "--keep", "1", .. store]).Output, StringComparison.Ordinal);
        Assert.Contains("loans@1", CommandLine.Run(["data", "log", .. store]).Output, StringComparison.Ordinal);
        Assert.Contains("let go: loans@1", CommandLine.Run(["data", "gc", "--keep", "1", "--yes", .. store]).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("loans@1", CommandLine.Run(["data", "log", .. store]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_a_table_cannot_steer_a_terminal_or_a_page()
    {
        var bad = room.Write("bad.csv", "id,x\n1,\u001b[31mred\n2,<script>|\n");
        var good = room.Write("good.csv", "id,x\n1,a\n2,b\n");
        var run = CommandLine.Run("data", "diff", good, bad, "--markdown", room.In("page.md"));
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain("<script>", File.ReadAllText(room.In("page.md")));
    }

    [Fact]
    public void A_version_that_is_missing_is_told_with_what_there_is()
    {
        CommandLine.Run(["data", "add", first, .. store]);
        var run = CommandLine.Run(["data", "diff", "loan.csv@1", "loans.csv@1", .. store]);
        Assert.Equal(ExitCode.Input, run.Exit);
        Assert.Contains("Did you mean \"loans.csv\"", run.Messages);
        Assert.Equal(ExitCode.Usage, CommandLine.Run(["data", "add", first, second, "--name", "x", .. store]).Exit);
    }

    [Fact]
    public void Data_of_a_run_that_changed_comes_from_the_store()
    {
        using var opened = Store.Open(room.In("assay.db"));
        var versions = new DataVersions(opened);
        var digest = DataVersions.FingerprintOf(first)!;
        using var run = opened.Start(new RunStart { Command = ["develop", "loans.csv", "--target", "default"] });
        run.LogInput(new RunInput("loans", digest));
        run.Finish();
        var recorded = opened.Get(run.Id);
        using (var same = RecordedData.Of(opened, recorded, room.FullName))
        {
            Assert.Empty(same.Changes);
            Assert.Equal(recorded.Command, same.Command);
        }

        var text = File.ReadAllText(first);
        File.Copy(second, first, overwrite: true);
        using (var lost = RecordedData.Of(opened, recorded, room.FullName))
        {
            Assert.Contains("the store has no version", lost.Changes.Single());
        }

        versions.Add(room.Write("kept/old.csv", text), new());
        using var found = RecordedData.Of(opened, recorded, room.FullName);
        Assert.Contains("old.csv@1", found.Changes.Single());
        Assert.Equal(text, File.ReadAllText(found.Command[1]));
    }

    private static long Number(JsonElement diff, string name) => diff.GetProperty("rows").GetProperty(name).GetInt64();
}
