using Assay.Cli.Commands;
using Assay.Cli.Frame;

namespace Assay.Tests.Cli;

public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder room = new();

    [Theory]
    [InlineData("--junit")]
    [InlineData("--markdown")]
    public void A_place_that_cannot_be_written_is_refused_before_the_table_is_read(string option)
    {
        var file = room.Write("file.txt", "");
        var result = CommandLine.Run("develop", "no-such-table.csv", "--target", "y", option, Path.Combine(file, "below.xml"));
        Assert.Equal(ExitCode.Usage, result.Exit);
        Assert.Contains($"usage.file-not-writable: {option} \"{file}", result.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("--store", result.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_no_file() =>
        Assert.Contains("it is a folder", CommandLine.Run("develop", "no-such-table.csv", "--target", "y", "--junit", room.FullName).Messages, StringComparison.Ordinal);

    [Fact]
    public void A_folder_that_can_be_made_is_made_and_nothing_else()
    {
        var folder = room.In("new/deep");
        var result = CommandLine.Run("develop", "no-such-table.csv", "--target", "y", "--junit", Path.Combine(folder, "gates.xml"));
        Assert.Contains("no-such-table.csv", result.Messages, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void What_fails_at_the_end_names_the_option()
    {
        var file = room.Write("file.txt", "");
        var fault = Assert.Throws<AssayException>(() => new OutputFile("--junit", Path.Combine(file, "below.xml")).Write("<a/>"));
        Assert.Equal("usage.file-not-writable", fault.Code);
        Assert.Contains("--junit", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("--store", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite:///.assay/assay.db", null, "assay runs reproduce 019a")]
    [InlineData("sqlite:////data/my runs.db", "files", "assay runs reproduce 019a --store \"sqlite:////data/my runs.db\" --artifacts files")]
    public void The_command_that_repeats_a_run_names_its_store(string store, string? artifacts, string expected) =>
        Assert.Equal(expected, RunText.Reproduce("019a", store, artifacts));

    [Theory]
    [InlineData(null, 100)]
    [InlineData("wide", 100)]
    [InlineData("0", 100)]
    [InlineData("80", 80)]
    [InlineData("132", 132)]
    [InlineData("7", 40)]
    public void Piped_text_is_as_wide_as_COLUMNS_says(string? columns, int expected) => Assert.Equal(expected, Surroundings.PipedWidth(columns));

    public void Dispose() => room.Dispose();
}
