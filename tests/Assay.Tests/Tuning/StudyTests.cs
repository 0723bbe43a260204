using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning;

public class StudyTests
{
    [Fact]
    public void Keeps_the_best_feasible_trial()
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random" });
        Tell(study, new TrialOutcome { Values = [3], Constraints = [-1] });
        Tell(study, new TrialOutcome { Values = [1], Constraints = [0.5] });
        Tell(study, new TrialOutcome { Values = [2], Constraints = [0] });
        Tell(study, TrialOutcome.Failure("out of memory"));
        Assert.Equal(2, study.Best!.Number);
        Assert.Equal("out of memory", study.History.Trials[3].Error);
    }

    [Fact]
    public void Maximising_keeps_the_largest()
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random", Directions = [Direction.Maximise] });
        Tell(study, TrialOutcome.Of(1));
        Tell(study, TrialOutcome.Of(5));
        Tell(study, TrialOutcome.Of(3));
        Assert.Equal(1, study.Best!.Number);
    }

    [Fact]
    public void The_front_holds_what_nothing_beats_everywhere()
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random", Directions = [Direction.Minimise, Direction.Maximise] });
        foreach (var values in new double[][] { [1, 1], [2, 2], [2, 1], [1, 1], [0, 0] })
        {
            Tell(study, TrialOutcome.Of(values));
        }

        Assert.Equal([0, 1, 4], study.Front.Select(t => t.Number));
    }

    [Fact]
    public void A_value_that_is_no_number_is_a_failed_trial()
    {
        using var study = new Study(TuningSpaces.Plain);
        Tell(study, TrialOutcome.Of(double.NaN));
        Assert.Equal(TrialState.Failed, study.History.Trials[0].State);
        Assert.Null(study.Best);
    }

    [Fact]
    public void A_lost_configuration_is_the_next_to_be_tried()
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random" });
        var lost = study.Ask();
        _ = study.Ask();
        study.Lose(lost.Number);
        var again = study.Ask();
        Assert.Equal((2, lost.Number, lost.Configuration), (again.Number, again.RetryOf!.Value, again.Configuration));
        Assert.Equal(TrialState.Retried, study.History.Trials[lost.Number].State);
        Assert.Equal("usage.trial-ended", Assert.Throws<AssayException>(() => study.Tell(lost.Number, TrialOutcome.Of(1))).Code);
    }

    [Fact]
    public void What_is_queued_comes_before_what_is_proposed()
    {
        using var study = new Study(TuningSpaces.Plain);
        study.Enqueue(new Configuration(TuningSpaces.Plain, [1, 0.5]));
        Assert.Equal("x=1 y=0.5", study.Ask().Configuration.ToString());
    }

    [Fact]
    public void Refuses_what_was_not_asked_or_has_ended()
    {
        using var study = new Study(TuningSpaces.Plain);
        Assert.Equal("usage.trial-unknown", Code(() => study.Tell(0, TrialOutcome.Of(1))));
        var trial = study.Ask();
        Assert.Equal("usage.tell-values", Code(() => study.Tell(trial.Number, TrialOutcome.Of(1, 2))));
        study.Report(trial.Number, 3, 1);
        Assert.Equal("usage.report-step", Code(() => study.Report(trial.Number, 3, 1)));
        study.Tell(trial.Number, TrialOutcome.Of(1));
        Assert.Equal("usage.trial-ended", Code(() => study.Tell(trial.Number, TrialOutcome.Of(1))));
    }

    [Fact]
    public void Choices_may_be_added_while_it_goes_on()
    {
        using var study = new Study(TuningSpaces.Conditional, new StudyOptions { Sampler = "quasi-random" });
        for (var i = 0; i < 4; i++)
        {
            Tell(study, TrialOutcome.Of(i));
        }

        study.AddChoices("kernel", "sigmoid");
        Assert.Contains(Enumerable.Range(0, 8).Select(_ => study.Ask().Configuration.Word("kernel")), k => k == "sigmoid");
        Assert.Equal(0, study.Best!.Number);
    }

    [Fact]
    public void A_define_by_run_program_grows_its_own_space()
    {
        using var study = new Study(new Space([]), new StudyOptions { Sampler = "gaussian-process", Seed = 4 });
        for (var i = 0; i < 40; i++)
        {
            using var trial = new TrialScope(study);
            var kernel = trial.Word(Dimension.Category("kernel", "linear", "rbf"));
            var value = kernel == "rbf" ? Math.Pow(Math.Log10(trial.Real(Dimension.Float("gamma", 1e-5, 10).Log())) + 2, 2) : 3 + trial.Real(Dimension.Float("slope", 0, 1));
            trial.Tell(TrialOutcome.Of(value));
        }

        Assert.Equal("rbf", study.Best!.Configuration.Word("kernel"));
        Assert.False(study.Best.Configuration.Has("slope"));
        Assert.InRange(study.Best.Values[0], 0, 0.05);
    }

    [Fact]
    public void A_define_by_run_trial_left_alone_has_failed()
    {
        using var study = new Study(new Space([]));
        using (var trial = new TrialScope(study))
        {
            _ = trial.Real(Dimension.Float("x", 0, 1));
        }

        Assert.Equal(TrialState.Failed, study.History.Trials[0].State);
    }

    private static void Tell(Study study, TrialOutcome outcome) => study.Tell(study.Ask().Number, outcome);

    private static string Code(Action act) => Assert.Throws<AssayException>(act).Code;
}
