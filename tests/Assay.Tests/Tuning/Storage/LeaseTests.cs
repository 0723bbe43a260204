using Assay.Tracking;
using Assay.Tuning;

namespace Assay.Tests.Tuning.Storage;

public class LeaseTests
{
    [Fact]
    public void The_trial_of_a_dead_process_is_tried_again()
    {
        using var room = new TemporaryFolder();
        using var store = Store.Open(room.In("assay.db"));
        using var study = Study.Open(store, "s", TuningSpaces.Plain, new StudyOptions { Sampler = "random" });
        var (dead, alive) = (study.Ask(), study.Ask());
        // As if the first had been asked by a process that has ended since: no process has this start time.
        store.Database.Write(session => session.Execute("UPDATE study_trials SET owner_started = owner_started + 1 WHERE number = @number", ("@number", (long)dead.Number)));
        var again = study.Ask();
        Assert.Equal((dead.Number, dead.Configuration), (again.RetryOf!.Value, again.Configuration));
        Assert.Equal(TrialState.Retried, study.History.Trials[dead.Number].State);
        Assert.Equal(TrialState.Running, study.History.Trials[alive.Number].State);
        Assert.Null(study.Ask().RetryOf);
    }

    [Fact]
    public void A_silent_worker_of_another_machine_keeps_its_trial_until_the_lease_ends()
    {
        using var room = new TemporaryFolder();
        using var store = Store.Open(room.In("assay.db"));
        using var study = Study.Open(store, "s", TuningSpaces.Plain, new StudyOptions { Sampler = "random" });
        var away = study.Ask();
        store.Database.Write(session => session.Execute("UPDATE study_trials SET owner_machine = 'another'"));
        Assert.Null(study.Ask().RetryOf);
        store.Database.Write(session => session.Execute("UPDATE study_trials SET lease_until = 0 WHERE owner_machine = 'another'"));
        Assert.Equal(away.Number, study.Ask().RetryOf);
        Assert.Equal("usage.trial-ended", Assert.Throws<AssayException>(() => study.Tell(away.Number, TrialOutcome.Of(1))).Code);
    }

    [Fact]
    public void A_worker_thought_dead_that_comes_back_in_time_is_heard()
    {
        using var study = new Study(TuningSpaces.Plain, new StudyOptions { Sampler = "random" });
        var trial = study.Ask();
        study.Lose(trial.Number);
        study.Tell(trial.Number, TrialOutcome.Of(1));
        Assert.Null(study.Ask().RetryOf);
        Assert.Equal(trial.Number, study.Best!.Number);
    }
}
