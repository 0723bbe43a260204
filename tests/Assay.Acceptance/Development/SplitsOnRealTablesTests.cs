using Assay.Data;
using Assay.Development.Splits;
using Assay.Learners;
using Assay.Metrics;

namespace Assay.Acceptance.Development;

public class SplitsOnRealTablesTests
{
    public static TheoryData<string> Names => [.. RealTable.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_honest_split_is_proposed(string name)
    {
        var table = RealTable.Read(name);
        var advice = SplitAdvisor.Advise(table.Data);

        // Rows of bank_marketing are documented to be in time order from 2008 to 2010, though its folds are random.
        var expected = table.Split switch { "time" => SplitKind.Time, "group" => SplitKind.Grouped, _ => name == "bank_marketing" ? SplitKind.Time : SplitKind.Stratified };
        Assert.Equal(expected, advice.Kind);
        Assert.NotEmpty(advice.Evidence);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_documented_folds_are_dealt_again_number_by_number(string name)
    {
        var table = RealTable.Read(name);
        var file = TestFold.Read(table.FoldFile, 0);
        var rows = table.Data.All.Rows;
        if (table.Split == "time")
        {
            Assert.Equal(file.Numbers, Folds.Blocks(rows.Length, 6));
            Assert.True(file.IsTime);
        }
        else if (table.Split == "iid")
        {
            // Fold files were dealt with seed 42 and without regard to duplicates.
            Assert.Equal(file.Numbers, Folds.Stratified(table.Data, rows, [], 5, 42));
            Assert.False(file.IsTime);
        }
    }

    [Theory]
    [InlineData("adult", SplitKind.Stratified)]
    [InlineData("diabetes130", SplitKind.Grouped)]
    [InlineData("bike_hour", SplitKind.Time)]
    public void A_fold_file_gives_a_split_of_its_own_kind(string name, SplitKind kind)
    {
        var table = RealTable.Read(name);
        var split = SplitPlan.Make(table.Data, new SplitOptions { TestFold = TestFold.Read(table.FoldFile, 1) }, SplitAdvisor.Advise(table.Data));
        Assert.Equal(kind, split.Kind);
        Assert.Empty(split.Development.Intersect(split.Test));
        if (kind == SplitKind.Grouped)
        {
            Assert.Equal("patient_nbr", split.By);
            Assert.Empty(split.Development.Select(r => split.Units[r]).Intersect(split.Test.Select(r => split.Units[r])));
            Assert.All(split.Folds, f => Assert.Empty(f.Train.Select(r => split.Units[r]).Intersect(f.Validation.Select(r => split.Units[r]))));
        }
    }

    [Theory]
    [InlineData("bike_hour", 15)]
    [InlineData("electricity", 0.04)]
    public void The_optimism_of_a_random_split_is_measured(string name, double least)
    {
        var table = RealTable.Read(name);
        var data = table.Data.Without([.. table.Leaks], "leak");
        var split = SplitPlan.Make(data, new SplitOptions(), SplitAdvisor.Advise(data));
        var summary = SplitEvidence.Measure(data, split, DefaultMetric.For(data.Task), new FitOptions { Threads = 2 });
        Assert.True(summary.Optimism >= least, summary.Evidence[^1]);
    }
}
