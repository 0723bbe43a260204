using Assay.Data;
using Assay.Development;
using Assay.Development.Leaks;
using Assay.Development.Splits;
using static Assay.Tests.Development.Leaks.LeakTables;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development.Leaks;

public class ModelChecksTests
{
    private const int Rows = 2000;
    private static readonly double[] honest = Noise(Rows, 1);
    private static readonly double[] hidden = Noise(Rows, 2);
    private static readonly int[] labels = Each(Rows, i => (0.5 * honest[i]) + (2 * hidden[i]) > 1 ? 1 : 0);

    [Fact]
    public void A_column_that_carries_most_of_what_can_be_predicted_is_suspected()
    {
        var found = Assert.Single(Classes(labels, Numbers("call_length", hidden.Zip(Noise(Rows, 3)).Select(x => x.First + (0.2 * x.Second))), Numbers("x", honest)).Check("strong-column"));
        Assert.Equal(("call_length", LeakCertainty.Suspected), (found.Column, found.Certainty));
    }

    [Fact]
    public void Columns_that_share_the_work_are_not_suspected() =>
        Assert.Empty(Classes(Each(Rows, i => honest[i] + hidden[i] + Noise(Rows, 5)[i] > 0 ? 1 : 0), Numbers("a", honest), Numbers("b", hidden)).Check("strong-column"));

    [Fact]
    public void Relatives_of_a_leak_are_suspected_when_they_help_and_strangers_are_not()
    {
        var delay = Each(Rows, i => Math.Round(20 * hidden[i]));
        var scheduled = Whole(Rows, 300, 6);
        var data = Classes(
            Each(Rows, i => delay[i] > 15 ? 1 : 0),
            Numbers("arrival_delay", delay),
            Numbers("arrival_clock", Each(Rows, i => scheduled[i] + delay[i])),
            Numbers("arrival_sched", scheduled),
            Numbers("x", honest));
        var found = LeakChecks.Run(data.Look());
        Assert.Contains(found, f => f is { Kind: "target-copy", Column: "arrival_delay", Certainty: LeakCertainty.Certain });
        Assert.Equal(["arrival_clock"], found.Where(f => f.Kind == "unknown-at-prediction").Select(f => f.Column));
    }

    [Fact]
    public void Relatives_that_do_not_help_are_not_suspected()
    {
        var data = Classes(labels, Numbers("arrival_delay", Each(Rows, i => (double)labels[i])), Numbers("arrival_gate", Whole(Rows, 30, 7)), Numbers("x", honest));
        Assert.DoesNotContain(LeakChecks.Run(data.Look()), f => f.Kind == "unknown-at-prediction");
    }

    [Fact]
    public void Test_rows_unlike_the_others_are_told_with_the_columns_that_tell()
    {
        var data = Classes(labels, Numbers("rate", Each(Rows, i => honest[i] + (i > 1600 ? 3 : 0))), Numbers("x", hidden));
        var found = Assert.Single(data.Check("adversarial-validation", "time"));
        Assert.Contains("rate", found.Evidence, StringComparison.Ordinal);
        Assert.Contains("drift", found.Remedy, StringComparison.Ordinal);
        Assert.Empty(data.Check("adversarial-validation"));
    }

    [Fact]
    public void That_time_passes_is_no_drift() =>
        Assert.Empty(Classes(labels, Numbers("day", Each(Rows, i => i / 5.0)), Numbers("odometer", Each(Rows, i => (double)i * i)), Numbers("x", hidden)).Check("adversarial-validation", "time"));

    [Fact]
    public void Nothing_is_found_in_an_honest_table() =>
        Assert.Empty(LeakChecks.Run(Classes(Each(Rows, i => honest[i] + hidden[i] + Noise(Rows, 5)[i] > 0 ? 1 : 0), Numbers("a", honest), Numbers("b", hidden), Words("c", Each(Rows, i => i % 3 == 0 ? "u" : "v"))).Look()));

    [Fact]
    public void Labels_of_the_test_part_are_never_looked_at()
    {
        var data = Classes(labels, Numbers("call_length", hidden), Numbers("x", honest), Numbers("id", Each(Rows, i => (double)i)));
        var look = data.Look();
        var other = data.Target.ToArray();
        foreach (var row in look.Split.Test)
        {
            other[row] = 1 - other[row];
        }

        var blind = new LeakContext { Data = data with { Target = other }, Split = look.Split };
        Assert.Equal(LeakChecks.Run(look).Select(f => f.Evidence), LeakChecks.Run(blind).Select(f => f.Evidence));
    }

    [Fact]
    public void Threads_do_not_change_what_is_found()
    {
        var data = Classes(labels, Numbers("call_length", hidden), Numbers("x", honest));
        var (one, two) = (data.Look(), data.Look());
        Assert.Equal(LeakChecks.Run(one).Select(f => f.Evidence), LeakChecks.Run(new LeakContext { Data = two.Data, Split = two.Split, Threads = 2 }).Select(f => f.Evidence));
    }

    [Fact]
    public void The_policy_decides_what_is_left_out()
    {
        var data = Classes(labels, Numbers("sure", honest), Numbers("maybe", hidden), Numbers("fine", Noise(Rows, 9)));
        LeakFinding[] findings =
        [
            new("sure", "target-copy", LeakCertainty.Certain, "E.", "R.") { Columns = ["sure"] },
            new("maybe", "strong-column", LeakCertainty.Suspected, "E.", "R.") { Columns = ["maybe"] },
            new("", "duplicates", LeakCertainty.Suspected, "E.", "R."),
        ];
        string[] Left(LeakPolicy policy, params string[] keep) => [.. LeakChecks.Apply(findings, data, policy, keep).Data.Features.Select(c => c.Name)];
        Assert.Equal(["maybe", "fine"], Left(LeakPolicy.Warn));
        Assert.Equal(["fine"], Left(LeakPolicy.Drop));
        Assert.Equal([true, false, false], LeakChecks.Apply(findings, data, default).Findings.Select(f => f.Dropped));
        var stopped = Assert.Throws<AssayException>(() => Left(LeakPolicy.Stop));
        Assert.Equal("data.leak", stopped.Code);
        Assert.Contains("--keep sure", stopped.Message, StringComparison.Ordinal);
        Assert.Equal(data.Features, LeakChecks.Apply([findings[1], findings[2]], data, LeakPolicy.Stop).Data.Features);
    }

    [Fact]
    public void What_the_user_keeps_stays_in_under_every_policy()
    {
        var data = Classes(labels, Numbers("first", honest), Numbers("second", honest), Numbers("maybe", hidden));
        LeakFinding[] findings =
        [
            new("first + second", "arithmetic-identity", LeakCertainty.Certain, "E.", "R.") { Columns = ["first", "second"] },
            new("maybe", "strong-column", LeakCertainty.Suspected, "E.", "R.") { Columns = ["maybe"] },
        ];
        string[] Left(LeakPolicy policy, params string[] keep) => [.. LeakChecks.Apply(findings, data, policy, keep).Data.Features.Select(c => c.Name)];
        Assert.Equal(["first", "maybe"], Left(LeakPolicy.Warn, "first"));
        Assert.Equal(["first", "second", "maybe"], Left(LeakPolicy.Drop, "first", "second", "maybe"));
        Assert.Equal(["first", "second", "maybe"], Left(LeakPolicy.Stop, "first", "second"));
        Assert.Equal([false, true], LeakChecks.Apply(findings, data, LeakPolicy.Drop, ["first", "second"]).Findings.Select(f => f.Dropped));
    }
}
