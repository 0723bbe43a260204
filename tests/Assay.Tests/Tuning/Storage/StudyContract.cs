using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Storage;

/// <summary>What a study in a store must do, whatever the store is kept in; each kind opens its own.</summary>
public abstract class StudyContract : IDisposable
{
    private static readonly StudyOptions random = new() { Sampler = "random", Pruner = "median" };

    protected TemporaryFolder Room { get; } = new();

    /// <summary>Opens the same store each time.</summary>
    protected abstract Store Open();

    [Fact]
    public void A_study_opened_again_is_the_same()
    {
        using var store = Open();
        string before;
        using (var study = Study.Open(store, "s", TuningSpaces.Conditional, random))
        {
            for (var i = 0; i < 12; i++)
            {
                var trial = study.Ask();
                study.Report(trial.Number, 1, i);
                study.Tell(trial.Number, i == 3 ? TrialOutcome.Failure("no") : new TrialOutcome { Values = [12 - i], Constraints = [0] });
            }

            before = Show(study);
        }

        using var again = Study.Open(store, "s", TuningSpaces.Conditional, random);
        Assert.Equal(before, Show(again));
        Assert.Equal(11, again.Best!.Number);
    }

    [Fact]
    public void Two_studies_of_one_name_see_each_other_and_number_their_trials_together()
    {
        using Store here = Open(), there = Open();
        using var first = Study.Open(here, "s", TuningSpaces.Mixed, random);
        using var second = Study.Open(there, "s", TuningSpaces.Mixed, random);
        var (a, b, c) = (first.Ask(), second.Ask(), first.Ask());
        Assert.Equal((0, 1, 2), (a.Number, b.Number, c.Number));
        first.Tell(a.Number, TrialOutcome.Of(5));
        second.Tell(b.Number, TrialOutcome.Of(4));
        first.Refresh();
        Assert.Equal(1, first.Best!.Number);
        Assert.Equal([0, 1], first.History.Finished.Select(t => t.Number));
        second.Tell(c.Number, TrialOutcome.Of(1));
        first.Refresh();
        second.Refresh();
        Assert.Equal(Show(first), Show(second));
    }

    [Fact]
    public void A_stored_search_asks_what_one_in_memory_asks()
    {
        using var store = Open();
        var options = new StudyOptions { Sampler = "gaussian-process", Seed = 9 };
        using var kept = Study.Open(store, "s", TuningSpaces.Conditional, options);
        using var memory = new Study(TuningSpaces.Conditional, options);
        for (var i = 0; i < 15; i++)
        {
            var (one, other) = (kept.Ask(), memory.Ask());
            Assert.Equal(other.Configuration, one.Configuration);
            kept.Tell(one.Number, TrialOutcome.Of(i * i % 7));
            memory.Tell(other.Number, TrialOutcome.Of(i * i % 7));
        }
    }

    [Fact]
    public void What_waits_survives_and_comes_once()
    {
        using var store = Open();
        using (var study = Study.Open(store, "s", TuningSpaces.Plain, random))
        {
            study.Enqueue(new Configuration(TuningSpaces.Plain, [1, 0.5]));
        }

        using var again = Study.Open(store, "s", TuningSpaces.Plain, random);
        Assert.Equal(["given", "random"], [again.Ask().Sampler, again.Ask().Sampler]);
    }

    [Fact]
    public void Another_space_under_the_same_name_is_refused_and_more_choices_are_not()
    {
        using var store = Open();
        using (var study = Study.Open(store, "s", TuningSpaces.Mixed, random))
        {
            study.Tell(study.Ask().Number, TrialOutcome.Of(1));
        }

        Assert.Equal("store.study-differs", Assert.Throws<AssayException>(() => Study.Open(store, "s", TuningSpaces.Plain, random)).Code);
        using var wider = Study.Open(store, "s", TuningSpaces.Mixed.WithChoices("k", "d"), random);
        Assert.Single(wider.History.Trials);
    }

    [Fact]
    public void The_trial_of_a_dead_process_is_tried_again()
    {
        using var store = Open();
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
        using var store = Open();
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

    [Fact]
    public void A_choice_added_by_one_process_is_known_to_the_others()
    {
        using Store here = Open(), there = Open();
        using var first = Study.Open(here, "s", TuningSpaces.Mixed, random);
        first.Tell(first.Ask().Number, TrialOutcome.Of(1));
        using var second = Study.Open(there, "s", TuningSpaces.Mixed.WithChoices("k", "d"), random);
        while (second.Ask().Configuration.Word("k") != "d")
        {
        }

        Assert.Contains("d", first.Ask().Configuration.Space.Dimensions[2].Choices);
        Assert.Equal(Show(second, refresh: true), Show(first, refresh: true));
        using var narrow = Study.Open(there, "s", TuningSpaces.Mixed, random);
        Assert.Equal(4, narrow.History.Space.Dimensions[2].Choices.Count);
    }

    [Fact]
    public void Choices_added_while_it_runs_are_kept()
    {
        using var store = Open();
        using (var study = Study.Open(store, "s", TuningSpaces.Mixed, random))
        {
            study.AddChoices("k", "d", "e");
        }

        using var again = Study.Open(store, "s", TuningSpaces.Mixed, random);
        Assert.Equal(["a", "b", "c", "d", "e"], again.History.Space.Dimensions[2].Choices);
    }

    [Fact]
    public void The_seed_is_the_one_it_began_with()
    {
        using var store = Open();
        using (var study = Study.Open(store, "s", TuningSpaces.Mixed, random with { Seed = 4 }))
        {
            study.Ask();
        }

        using var again = Study.Open(store, "s", TuningSpaces.Mixed, random with { Seed = 5 });
        using var memory = new Study(TuningSpaces.Mixed, random with { Seed = 4 });
        memory.Ask();
        Assert.Equal(memory.Ask().Configuration, again.Ask().Configuration);
    }

    [Fact]
    public void The_best_are_listed_without_opening_the_study()
    {
        using var store = Open();
        using var study = Study.Open(store, "s", TuningSpaces.Plain, random with { Directions = [Direction.Maximise] });
        foreach (var value in new[] { 3.0, 9, double.NaN, 5, 7 })
        {
            study.Tell(study.Ask().Number, new TrialOutcome { Values = [value], Constraints = [value - 8] });
        }

        var studies = new StoredStudies(store);
        Assert.Equal([4, 3], studies.Best("s", 2).Select(t => t.Number));
        Assert.Equal([4, 3, 0], studies.Best("s", 9).Select(t => t.Number));
        var summary = Assert.Single(studies.List());
        Assert.Equal(("s", 5, 7.0), (summary.Name, summary.Trials, summary.Best));
        Assert.Equal("store.study-missing", Assert.Throws<AssayException>(() => studies.Best("t", 2)).Code);
    }

    [Fact]
    public void The_best_of_studies_kept_by_earlier_versions_are_listed_once_they_were_opened()
    {
        using var store = Open();
        using (var study = Study.Open(store, "s", TuningSpaces.Plain, random))
        {
            study.Tell(study.Ask().Number, TrialOutcome.Of(2));
            study.Tell(study.Ask().Number, TrialOutcome.Of(1));
        }

        store.Database.Write(session => session.Execute("UPDATE study_trials SET loss = NULL"));
        store.Database.Write(session => session.Execute("UPDATE studies SET ranked = 0"));
        Study.Open(store, "s", TuningSpaces.Plain, random).Dispose();
        Assert.Equal([1, 0], new StoredStudies(store).Best("s", 5).Select(t => t.Number));
    }

    [Fact]
    public void A_replay_of_the_journal_proposes_the_same_whatever_the_workers_did()
    {
        using Store here = Open(), there = Open();
        var options = new StudyOptions { Sampler = "gaussian-process", Seed = 3, Pruner = "median" };
        using var first = Study.Open(here, "s", TuningSpaces.Mixed, options);
        using var second = Study.Open(there, "s", TuningSpaces.Mixed, options);
        first.Enqueue(TuningSpaces.Mixed.Draw(new Assay.Numerics.SeededRandom(1)));
        var (a, b, c, d) = (first.Ask(), second.Ask(), first.Ask(), second.Ask());
        second.Report(d.Number, 1, 0.5);
        second.Tell(d.Number, TrialOutcome.Of(4));
        first.Tell(a.Number, TrialOutcome.Failure("no"));
        second.Lose(b.Number);
        first.AddChoices("k", "d");
        var again = first.Ask();
        first.Tell(c.Number, TrialOutcome.Of(1));
        second.Tell(again.Number, new TrialOutcome { State = TrialState.Pruned });
        for (var i = 0; i < 14; i++)
        {
            var (one, other) = (first.Ask(), second.Ask());
            second.Tell(other.Number, TrialOutcome.Of(i % 5));
            first.Tell(one.Number, TrialOutcome.Of(i % 3));
        }

        var replay = StudyReplay.Of(here, "s");
        Assert.Equal(33, replay.Trials);
        Assert.Empty(replay.Differences);
        // A replay that cannot fail would say nothing: another value told makes other proposals.
        here.Database.Write(session => session.Execute("UPDATE study_trials SET outcome = '{\"values\":[-9],\"constraints\":[]}' WHERE number = 8"));
        Assert.NotEmpty(StudyReplay.Of(here, "s").Differences);
    }

    [Fact]
    public void An_earlier_study_lends_the_trials_that_fit()
    {
        using var store = Open();
        var wide = new Space([Dimension.Float("x", 0, 10), Dimension.Category("k", "a", "b", "z")]);
        using (var earlier = Study.Open(store, "old", wide, new StudyOptions { Sampler = "random" }))
        {
            foreach (var (x, k, told) in new[] { (1.0, "a", 5.0), (9, "a", 4), (2, "z", 3), (3, "b", 2), (4, "b", double.NaN) })
            {
                earlier.Enqueue(wide.Configure(new Dictionary<string, string> { ["x"] = $"{x}", ["k"] = k }));
                var trial = earlier.Ask();
                earlier.Report(trial.Number, 1, told);
                earlier.Tell(trial.Number, TrialOutcome.Of(told));
            }
        }

        using var study = Study.Open(store, "new", new Space([Dimension.Float("x", 0, 5), Dimension.Category("k", "b", "a")]), new StudyOptions { Sampler = "random" });
        var taken = study.WarmStart(store, "old");
        Assert.Equal((5, 2), (taken.Trials, taken.Taken));
        Assert.Equal("2 of 5 trials of study old were taken; left out: 1 that failed, 1 with k outside this space, 1 with x outside this space.", taken.ToString());
        Assert.Equal((3.0, "b", 2.0, "from old"), (study.Best!.Configuration.Number("x"), study.Best.Configuration.Word("k"), study.Best.Values[0], study.Best.Sampler));
        Assert.Equal(1, study.Best.Reports[0].Step);
        Assert.Equal(0, study.WarmStart(store, "old").Taken);
        Assert.Equal(2, study.Ask().Number);
        Assert.Empty(StudyReplay.Of(store, "new").Differences);
    }

    public void Dispose()
    {
        Room.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Show(Study study, bool refresh)
    {
        if (refresh)
        {
            study.Refresh();
        }

        return Show(study);
    }

    private static string Show(Study study) => string.Join('\n', study.History.Trials.Select(t =>
        $"{t.Number} {t.State} {t.Configuration} [{string.Join(' ', t.Values)}] [{string.Join(' ', t.Constraints)}] [{string.Join(' ', t.Reports)}] {t.Error}"));
}
