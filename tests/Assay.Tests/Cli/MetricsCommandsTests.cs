using Assay.Cli.Frame;

namespace Assay.Tests.Cli;

public class MetricsCommandsTests
{
    [Fact]
    public void The_reference_cases_of_one_file_pass()
    {
        var run = CommandLine.Run("metrics", "verify", TestData.In("tests/data/golden/metrics/labels.json"));
        Assert.Equal((ExitCode.Success, "15 passed, 0 failed\n"), (run.Exit, run.Output));
    }

    [Fact]
    public void A_wrong_case_is_named_and_fails_the_gate()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("mine.json", """[{"id": "a", "fn": "mcnemar", "params": {}, "input": {"b": 0, "c": 6}, "expected": {"exact_p": 0.5}, "tol": 1e-9}]""");
        var run = CommandLine.Run("metrics", "verify", file);
        Assert.Equal(ExitCode.GateFailed, run.Exit);
        Assert.StartsWith("mine.json a mcnemar: exact_p: want 0.5, got 0.03125", run.Output);
        Assert.EndsWith("0 passed, 1 failed\n", run.Output);
    }

    [Fact]
    public void A_missing_file_is_an_input_error() => Assert.Equal(ExitCode.Input, CommandLine.Run("metrics", "verify", "nowhere.json").Exit);

    [Fact]
    public void Metrics_are_listed_by_task()
    {
        var run = CommandLine.Run("metrics", "list", "--task", "regression");
        Assert.Contains("rmse\tregression\tsmaller\tyes", run.Output);
        Assert.DoesNotContain("roc-auc", run.Output);
    }
}
