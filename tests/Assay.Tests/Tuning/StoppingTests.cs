using Assay.Numerics;
using Assay.Tuning;
using Assay.Tuning.Spaces;
using Assay.Tuning.Stopping;

namespace Assay.Tests.Tuning;

public class StoppingTests
{
    [Fact]
    public void Stops_after_so_many_trials_without_a_better_one()
    {
        using var study = Told(new NoImprovement(3), 5, 4, 6, 7);
        Assert.Null(study.StopReason);
        study.Tell(study.Ask().Number, TrialOutcome.Of(4));
        Assert.Contains("last 3 trials", study.StopReason);
    }

    [Fact]
    public void Stops_at_the_target()
    {
        using var study = Told(new Target(3), 5, 4);
        Assert.Null(study.StopReason);
        study.Tell(study.Ask().Number, TrialOutcome.Of(3));
        Assert.Contains("trial 2", study.StopReason);
    }

    [Fact]
    public void Stops_after_so_many_trials()
    {
        Assert.Null(Told(new TrialCount(3), 5, 4).StopReason);
        Assert.Equal("3 trials have ended", Told(new TrialCount(3), 5, 4, double.NaN).StopReason);
    }

    [Fact]
    public void Stops_when_trials_have_taken_so_long_in_all()
    {
        var clock = new Assay.Tests.Tracking.ManualClock();
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random", Stopping = [new TrialTime(TimeSpan.FromHours(2))], Clock = clock });
        for (var i = 0; i < 2; i++)
        {
            Assert.Null(study.StopReason);
            var trial = study.Ask();
            clock.Pass(3600);
            study.Tell(trial.Number, TrialOutcome.Of(1));
            clock.Pass(10_000);
        }

        Assert.Equal("trials have taken 2 hours in all", study.StopReason);
    }

    [Fact]
    public void Stops_when_costs_add_up()
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random", Stopping = [new TotalCost(5)] });
        study.Tell(study.Ask().Number, TrialOutcome.Of(1) with { Cost = 3 });
        study.Tell(study.Ask().Number, TrialOutcome.Of(1));
        Assert.Null(study.StopReason);
        study.Tell(study.Ask().Number, TrialOutcome.Failure("no") with { Cost = 2.5 });
        Assert.Equal("trials have cost 5.5 in all", study.StopReason);
    }

    [Fact]
    public void The_regret_bound_shrinks_as_a_search_closes_in_and_holds_on_a_bowl()
    {
        using var study = new Study(new Space([Dimension.Float("x", -5, 5), Dimension.Float("y", -5, 5)]), new StudyOptions { Seed = 2, Stopping = [new RegretBound(0.05)] });
        var early = double.NaN;
        while (study.StopReason is null && study.History.Trials.Count < 60)
        {
            var trial = study.Ask();
            var (x, y) = (trial.Configuration.Number("x"), trial.Configuration.Number("y"));
            study.Tell(trial.Number, TrialOutcome.Of(((x - 1) * (x - 1)) + (2 * (y + 2) * (y + 2))));
            early = study.History.FinishedCount == 8 ? RegretBound.Bound(study.History) : early;
        }

        Assert.InRange(study.History.FinishedCount, 20, 59);
        Assert.Contains("better than the best by more than", study.StopReason);
        Assert.InRange(study.Best!.Values[0], 0, 0.05);
        Assert.True(early > 0.05);
    }

    [Fact]
    public void The_regret_bound_goes_on_while_much_of_the_space_is_unknown()
    {
        using var study = new Study(new Space([.. Enumerable.Range(0, 6).Select(i => Dimension.Float($"x{i}", 0, 1))]), new StudyOptions { Sampler = "random", Stopping = [new RegretBound(0.01)] });
        var noise = new SeededRandom(1);
        for (var i = 0; i < 25; i++)
        {
            study.Tell(study.Ask().Number, TrialOutcome.Of(noise.NextNormal()));
        }

        Assert.Null(study.StopReason);
    }

    [Theory]
    [InlineData("no-improvement=30", typeof(NoImprovement))]
    [InlineData("target=-0.5", typeof(Target))]
    [InlineData("trials=20", typeof(TrialCount))]
    [InlineData("trial-time=1.5", typeof(TrialTime))]
    [InlineData("cost=12.5", typeof(TotalCost))]
    [InlineData("regret=1e-3", typeof(RegretBound))]
    public void Is_read_as_it_is_written(string text, Type rule) => Assert.IsType(rule, StoppingRule.Parse(text));

    [Theory]
    [InlineData("no-improvment=30", "Did you mean \"no-improvement\"")]
    [InlineData("no-improvement=0", "no-improvement=N")]
    [InlineData("no-improvement", "no-improvement=N")]
    [InlineData("target=low", "target=VALUE")]
    [InlineData("cost=-1", "cost=TOTAL")]
    public void Says_how_it_is_written(string text, string hint)
    {
        var fault = Assert.Throws<AssayException>(() => StoppingRule.Parse(text));
        Assert.Equal("usage.stop", fault.Code);
        Assert.Contains(hint, fault.Message);
    }

    [Fact]
    public void A_rule_for_one_objective_refuses_several() =>
        Assert.Equal("usage.stop", Assert.Throws<AssayException>(() => new Study(
            TuningSpaces.Plain, new StudyOptions { Directions = [Direction.Minimise, Direction.Minimise], Stopping = [new RegretBound(1)] })).Code);

    private static Study Told(StoppingRule rule, params double[] values)
    {
        var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random", Stopping = [rule] });
        foreach (var value in values)
        {
            study.Tell(study.Ask().Number, TrialOutcome.Of(value));
        }

        return study;
    }
}
