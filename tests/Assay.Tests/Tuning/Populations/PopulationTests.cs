using Assay.Tuning;

namespace Assay.Tests.Tuning.Populations;

public class PopulationTests
{
    private static readonly StudyOptions five = new() { Sampler = "random", Population = 5, Seed = 6 };

    [Fact]
    public void The_worst_goes_on_from_the_best_with_changed_parameters_and_the_others_from_themselves()
    {
        using var study = new Study(TuningSpaces.Mixed, five);
        foreach (var value in new[] { 3.0, 1, 5, 2, 4 })
        {
            var first = study.Ask();
            Assert.Null(first.Parent);
            study.Tell(first.Number, TrialOutcome.Of(value));
        }

        Trial[] second = [.. Enumerable.Range(0, 5).Select(_ => study.Ask())];
        Assert.Equal([0, 1, 1, 3, 4], second.Select(t => t.Parent!.Value));
        Assert.All(second.Where(t => t.Number != 7), t => Assert.Equal(study.History.Trials[t.Parent!.Value].Configuration, t.Configuration));
        var (model, moved) = (study.History.Trials[1].Configuration, second[2].Configuration);
        Assert.NotEqual(model, moved);
        Assert.Equal(1, Math.Abs(moved.Number("x") - model.Number("x")), 1e-9);
    }

    [Fact]
    public void A_member_whose_step_failed_goes_on_from_the_best()
    {
        using var study = new Study(TuningSpaces.Plain, five);
        for (var i = 0; i < 5; i++)
        {
            study.Tell(study.Ask().Number, i == 2 ? TrialOutcome.Failure("no") : TrialOutcome.Of(i));
        }

        Trial[] second = [.. Enumerable.Range(0, 5).Select(_ => study.Ask())];
        Assert.Equal(0, second[2].Parent);
    }

    [Fact]
    public void A_lost_step_is_tried_again_from_the_same_checkpoint()
    {
        using var study = new Study(TuningSpaces.Plain, five);
        for (var i = 0; i < 5; i++)
        {
            study.Tell(study.Ask().Number, TrialOutcome.Of(i));
        }

        var lost = study.Ask();
        study.Lose(lost.Number);
        var again = study.Ask();
        Assert.Equal((lost.Number, lost.Parent, lost.Configuration), (again.RetryOf!.Value, again.Parent, again.Configuration));
        study.Tell(again.Number, TrialOutcome.Of(0));
        Assert.Equal(1, study.Ask().Parent);
        Assert.Equal(2, study.Ask().Parent);
    }

    [Fact]
    public void A_stored_population_is_replayed()
    {
        using var room = new TemporaryFolder();
        using var store = Assay.Tracking.Store.Open(room.In("assay.db"));
        using (var study = Study.Open(store, "s", TuningSpaces.Mixed, five))
        {
            for (var i = 0; i < 22; i++)
            {
                var trial = study.Ask();
                if (i == 8)
                {
                    study.Lose(trial.Number);
                }
                else
                {
                    study.Tell(trial.Number, TrialOutcome.Of(i * 7 % 5));
                }
            }
        }

        using var again = Study.Open(store, "s", TuningSpaces.Mixed, five);
        Assert.Contains(again.History.Trials, t => t.Parent is not null);
        var replay = StudyReplay.Of(store, "s");
        Assert.Equal(22, replay.Trials);
        Assert.Empty(replay.Differences);
    }

    [Fact]
    public void Refuses_a_population_of_one_and_several_objectives()
    {
        Assert.Equal("usage.population", Assert.Throws<AssayException>(() => new Study(TuningSpaces.Plain, five with { Population = 1 })).Code);
        Assert.Equal("usage.population", Assert.Throws<AssayException>(() => new Study(TuningSpaces.Plain, five with { Directions = [Direction.Minimise, Direction.Minimise] })).Code);
    }
}
