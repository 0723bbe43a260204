using Assay.Data;
using Assay.Development;
using Assay.Development.Leaks;
using Assay.Metrics;
using static Assay.Tests.Development.Tables;

namespace Assay.Tests.Development;

public class PreparationTests
{
    private const int Rows = 400;
    private static readonly int[] labels = [.. Enumerable.Range(0, Rows).Select(i => i * 7 % 11 % 2)];
    private static readonly double[] copy = [.. labels.Select(l => 3.0 + l)];
    private static readonly double[] noise = [.. Enumerable.Range(0, Rows).Select(i => i * 37 % 101 / 3.0)];

    [Fact]
    public void Says_aloud_which_columns_it_left_out_and_how_to_keep_them()
    {
        var prepared = Prepare(Classes(labels, Numbers("copy", copy), Numbers("noise", noise)), new DevelopOptions());
        Assert.Equal(["noise"], prepared.Data.Features.Select(c => c.Name));
        Assert.Equal("Left out as leaks: copy. Use one all the same with --keep COL.", Assert.Single(prepared.Notes));
    }

    [Fact]
    public void Keeps_what_the_user_keeps()
    {
        var prepared = Prepare(Classes(labels, Numbers("copy", copy), Numbers("noise", noise)), new DevelopOptions { Leaks = LeakPolicy.Stop, Keep = ["copy"] });
        Assert.Equal(["copy", "noise"], prepared.Data.Features.Select(c => c.Name));
        Assert.Contains(prepared.Leaks, l => l is { Column: "copy", Dropped: false });
    }

    [Fact]
    public void Says_what_to_do_when_no_column_is_left()
    {
        var refused = Assert.Throws<AssayException>(() => Prepare(Classes(labels, Numbers("copy", copy)), new DevelopOptions()));
        Assert.Equal("data.no-features", refused.Code);
        Assert.EndsWith("with --keep copy.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_class_with_fewer_rows_than_the_folds_need()
    {
        int[] rare = [.. Enumerable.Range(0, Rows).Select(i => i is 7 or 9 ? 1 : 0)];
        var refused = Assert.Throws<AssayException>(() => Prepare(Classes(rare, Numbers("noise", noise)), new DevelopOptions()));
        Assert.Equal(
            "data.class-too-small: Class \"1\" of the target \"target\" has 2 rows; a test part and 5 folds need at least 5, and 50 or more say something. Bring more rows of that class, or choose another target.",
            refused.Message);
    }

    [Fact]
    public void Refuses_to_keep_a_column_that_is_not_there()
    {
        var refused = Assert.Throws<AssayException>(() => Prepare(Classes(labels, Numbers("noise", noise)), new DevelopOptions { Keep = ["noice"] }));
        Assert.Equal("data.column-missing", refused.Code);
        Assert.Contains("Did you mean \"noise\"?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Goes_on_without_the_leak_checks_that_the_clock_ended_and_names_each()
    {
        var clock = new StillClock();
        var options = new DevelopOptions { Clock = clock, Budget = TimeSpan.FromSeconds(5) };
        var start = clock.GetTimestamp();
        clock.Pass(TimeSpan.FromSeconds(3));
        using var plan = new WorkPlan(options, start);

        var prepared = Preparation.Of(Classes(labels, Numbers("copy", copy), Numbers("noise", noise)), options, plan, new RocAuc());

        Assert.Empty(prepared.Leaks);
        Assert.True(plan.CutByClock);
        Assert.Equal(Catalogue<LeakCheck>.All.Count, plan.LeftOut.Count);
        Assert.Contains(plan.LeftOut, l => l.StartsWith("leak check target-copy: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_aloud_when_reading_or_splitting_took_much_of_the_budget()
    {
        var clock = new StillClock();
        var options = new DevelopOptions { Clock = clock, Budget = TimeSpan.FromSeconds(5) };
        var start = clock.GetTimestamp();
        using var plan = new WorkPlan(options, start);
        clock.Step = TimeSpan.FromSeconds(1.5);

        _ = Preparation.Of(Classes(labels, Numbers("noise", noise)), options, plan, new RocAuc());

        Assert.Equal(
            [
                "reading the table took 1.5 s of a budget of 5 s and cannot be cut short: give a larger budget",
                "choosing the split, with a look at every row, took 1.5 s of a budget of 5 s and cannot be cut short: give a larger budget",
            ],
            plan.Summary().Uncut);
    }

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(1, 60, 4)]
    [InlineData(400, 60, 1)]
    public void Deals_the_folds_of_few_rows_again_where_the_plan_has_room_for_it(int columns, int seconds, int repeats)
    {
        var table = Classes(labels, [.. Enumerable.Range(0, columns).Select(c => Numbers($"noise-{c}", noise.Select((x, i) => x + (i * c % 17))))]);
        var prepared = Prepare(table, new DevelopOptions { Threads = 1, Budget = TimeSpan.FromSeconds(seconds) });
        Assert.Equal((repeats, repeats, repeats * 5), (prepared.Split.Repeats, prepared.Summary.Repeats, prepared.Summary.Folds));
    }

    [Fact]
    public void Ends_with_the_user_and_not_without_the_checks()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Prepare(Classes(labels, Numbers("noise", noise)), new DevelopOptions { Cancellation = stop.Token }));
    }

    private static Preparation Prepare(Dataset table, DevelopOptions options)
    {
        using var plan = new WorkPlan(options, options.Clock.GetTimestamp());
        return Preparation.Of(table, options, plan, new RocAuc());
    }
}
