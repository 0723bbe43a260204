using System.Text.Json;
using Assay.Cli.Frame;

namespace Assay.Tests.Cli;

public class DoctorTests
{
    [Fact]
    public void This_machine_can_read_tables_and_grow_trees()
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Run("doctor", "--json", "--store", $"sqlite:///{folder.In("assay.db")}");
        var checks = JsonDocument.Parse(result.Output).RootElement.GetProperty("checks").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!);
        Assert.Equal("200 rows read", checks["tables (DuckDB)"].GetProperty("found").GetString());
        Assert.True(checks["trees (LightGBM)"].GetProperty("fine").GetBoolean());
        Assert.False(File.Exists(folder.In("assay.db")));
    }

    [Fact]
    public void A_store_that_cannot_be_is_told_and_fails_the_check()
    {
        using var folder = new TemporaryFolder();
        var notAStore = folder.Write("assay.db", "this is no database");
        var result = CommandLine.Run("doctor", "--store", $"sqlite:///{notAStore}");
        Assert.Equal(ExitCode.Input, result.Exit);
        Assert.Contains("missing  store", result.Output);
    }
}
