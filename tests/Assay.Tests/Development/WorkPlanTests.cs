using Assay.Development;

namespace Assay.Tests.Development;

/// <summary>Budgets under a clock that moves only when told to.</summary>
public sealed class WorkPlanTests : IDisposable
{
    private readonly StillClock clock = new();
    private readonly CancellationTokenSource user = new();

    public void Dispose() => user.Dispose();

    [Fact]
    public void Tokens_end_in_order_and_leave_the_search_its_share()
    {
        using var plan = Plan(100);
        Assert.Equal([false, false, false, false, false, false], Ended(plan));
        clock.Pass(TimeSpan.FromSeconds(41));
        Assert.Equal([true, false, false, false, false, false], Ended(plan));
        clock.Pass(TimeSpan.FromSeconds(20));
        Assert.Equal([true, true, false, false, false, false], Ended(plan));
        Assert.False(plan.SearchIsOver);
        clock.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal([true, true, true, false, false, false], Ended(plan));
        Assert.True(plan.SearchIsOver);
        Assert.False(plan.EnsemblesAreOver);
        clock.Pass(TimeSpan.FromSeconds(7));
        Assert.Equal([true, true, true, false, false, false], Ended(plan));
        Assert.True(plan.EnsemblesAreOver);
        clock.Pass(TimeSpan.FromSeconds(16));
        Assert.Equal([true, true, true, true, false, false], Ended(plan));
        clock.Pass(TimeSpan.FromSeconds(4));
        Assert.Equal([true, true, true, true, true, false], Ended(plan));
        clock.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal([true, true, true, true, true, true], Ended(plan));
        Assert.Equal(TimeSpan.FromSeconds(2), plan.Left);
    }

    [Fact]
    public void A_budget_of_seconds_keeps_room_for_the_ending()
    {
        using var plan = Plan(5);
        clock.Pass(TimeSpan.FromSeconds(3.65));
        Assert.Equal([true, true, true, true, true, false], Ended(plan));
        clock.Pass(TimeSpan.FromSeconds(0.7));
        Assert.True(plan.Everything.IsCancellationRequested);
    }

    [Fact]
    public void Time_before_the_plan_counts()
    {
        var start = clock.GetTimestamp();
        clock.Pass(TimeSpan.FromSeconds(80));
        using var plan = new WorkPlan(Options(100), start);
        Assert.Equal([true, true, true, false, false, false], Ended(plan));
        Assert.Equal(TimeSpan.FromSeconds(80), plan.Elapsed);
        clock.Pass(TimeSpan.FromSeconds(80));
        Assert.Equal(TimeSpan.Zero, plan.Left);
    }

    [Fact]
    public void The_user_ends_every_token_at_once_and_is_not_taken_for_the_clock()
    {
        using var plan = Plan(100);
        user.Cancel();
        Assert.Equal([true, true, true, true, true, true], Ended(plan));
        Assert.False(plan.SearchIsOver);
        Assert.False(plan.CutByClock);
    }

    [Fact]
    public void Counts_work_and_not_time()
    {
        using var plan = Plan(100);
        clock.Pass(TimeSpan.FromSeconds(50));
        Assert.Equal(90, plan.Allowed);
        Assert.True(plan.Fits(90));
        plan.Spend(60);
        Assert.True(plan.Fits(30));
        Assert.False(plan.Fits(31));
        Assert.True(plan.FitsAfterSearch(57));
        Assert.False(plan.FitsAfterSearch(58));
    }

    [Fact]
    public void A_share_narrows_plan_and_clock_for_the_phase_at_hand()
    {
        using var plan = Plan(100);
        plan.Share = 0.5;
        Assert.False(plan.Fits(46));
        clock.Pass(TimeSpan.FromSeconds(37));
        Assert.True(plan.SearchIsOver);
        plan.Share = 1;
        Assert.True(plan.Fits(46));
        Assert.False(plan.SearchIsOver);
    }

    [Fact]
    public void Says_why_each_candidate_was_left_out()
    {
        using var plan = Plan(100);
        plan.LeaveOut("forest", 200);
        Assert.False(plan.CutByClock);
        plan.Cut("boosted-trees");
        clock.Pass(TimeSpan.FromSeconds(75));
        plan.LeaveOut("stacking", 1);
        Assert.True(plan.CutByClock);
        Assert.Equal(
            [
                "forest: needs about 200 s of counted work, 90 s left in the plan",
                "boosted-trees: ended by the clock; this machine was slower than the plan assumes",
                "stacking: not started, the clock had ended the search",
            ],
            plan.Summary().LeftOut);
    }

    private static bool[] Ended(WorkPlan plan) =>
        [.. new[] { plan.Preparation, plan.Baselines, plan.Search, plan.Simple, plan.FinalFit, plan.Everything }.Select(t => t.IsCancellationRequested)];

    private DevelopOptions Options(double seconds) =>
        new() { Budget = TimeSpan.FromSeconds(seconds), Threads = 2, Clock = clock, Cancellation = user.Token };

    private WorkPlan Plan(double seconds) => new(Options(seconds), clock.GetTimestamp());
}
