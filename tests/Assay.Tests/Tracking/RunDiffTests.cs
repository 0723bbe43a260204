using Assay.Tracking;

namespace Assay.Tests.Tracking;

public class RunDiffTests
{
    private static readonly RunRecord plain = new()
    {
        Id = "a",
        Experiment = "e",
        Name = "first",
        Status = RunStatus.Finished,
        Started = DateTimeOffset.UnixEpoch,
        Seed = 1,
        Parameters = new Dictionary<string, string> { ["depth"] = "3", ["gone"] = "x" },
        Metrics = new Dictionary<string, MetricSummary> { ["auc"] = new(0.5, 0, 0.5, 0.5, 1), ["nan"] = new(double.NaN, 0, 0, 0, 1) },
        Inputs = [new RunInput("loans.csv", "11") { Source = "/a/loans.csv" }],
        Code = new CodeVersion("c1", "main", null),
        Environment = new RunEnvironment { Processors = 2, Packages = new Dictionary<string, string> { ["LightGBM"] = "4.6" } },
    };

    [Fact]
    public void A_run_does_not_differ_from_itself_under_another_name_and_time() => Assert.Empty(
        RunDiff.Between(plain, plain with { Id = "b", Name = "second", Started = DateTimeOffset.UnixEpoch.AddDays(1) }).Differences);

    [Fact]
    public void Names_exactly_what_differs()
    {
        var other = plain with
        {
            Id = "b",
            Seed = 2,
            Parameters = new Dictionary<string, string> { ["depth"] = "4", ["new"] = "y" },
            Metrics = new Dictionary<string, MetricSummary> { ["auc"] = new(0.1 + 0.2, 0, 0, 0, 1), ["nan"] = new(double.NaN, 5, 0, 0, 9) },
            Inputs = [new RunInput("loans.csv", "22")],
            Code = new CodeVersion("c2", "main", "p"),
            Environment = new RunEnvironment { Processors = 4, Packages = new Dictionary<string, string> { ["LightGBM"] = "4.7" } },
        };
        Assert.Equal(
            [
                new RunDifference("run", "seed", "1", "2"),
                new RunDifference("parameter", "depth", "3", "4"),
                new RunDifference("parameter", "gone", "x", null),
                new RunDifference("parameter", "new", null, "y"),
                new RunDifference("metric", "auc", "0.5", "0.30000000000000004"),
                new RunDifference("input", "training loans.csv", "11", "22"),
                new RunDifference("code", "changes", null, "p"),
                new RunDifference("code", "commit", "c1", "c2"),
                new RunDifference("environment", "processors", "2", "4"),
                new RunDifference("package", "LightGBM", "4.6", "4.7"),
            ],
            RunDiff.Between(plain, other).Differences);
    }

    [Fact]
    public void Data_read_from_another_folder_is_the_same_data() =>
        Assert.Empty(RunDiff.Between(plain, plain with { Inputs = [new RunInput("loans.csv", "11") { Source = "/b/loans.csv" }] }).Differences);

    [Fact]
    public void Two_inputs_of_one_name_are_told_apart_by_their_order()
    {
        var first = plain with { Inputs = [new RunInput("d", "1"), new RunInput("d", "2")] };
        var second = plain with { Inputs = [new RunInput("d", "1"), new RunInput("d", "3")] };
        Assert.Equal([new RunDifference("input", "training d (2)", "2", "3")], RunDiff.Between(first, second).Differences);
    }
}
