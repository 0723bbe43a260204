using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Storage;

public class StoredStudyTests
{
    private static readonly StudyOptions random = new() { Sampler = "random", Pruner = "median" };

    [Fact]
    public void A_study_opened_again_is_the_same()
    {
        using var room = new TemporaryFolder();
        using var store = Store.Open(room.In("assay.db"));
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
        using var room = new TemporaryFolder();
        using Store here = Store.Open(room.In("assay.db")), there = Store.Open(room.In("assay.db"));
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
        using var room = new TemporaryFolder();
        using var store = Store.Open(room.In("assay.db"));
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
        using var room = new TemporaryFolder();
        using var store = Store.Open(room.In("assay.db"));
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
        using var room = new TemporaryFolder();
        using var store = Store.Open(room.In("assay.db"));
        using (var study = Study.Open(store, "s", TuningSpaces.Mixed, random))
        {
            study.Tell(study.Ask().Number, TrialOutcome.Of(1));
        }

        Assert.Equal("store.study-differs", Assert.Throws<AssayException>(() => Study.Open(store, "s", TuningSpaces.Plain, random)).Code);
        using var wider = Study.Open(store, "s", TuningSpaces.Mixed.WithChoices("k", "d"), random);
        Assert.Single(wider.History.Trials);
    }

    private static string Show(Study study) => string.Join('\n', study.History.Trials.Select(t =>
        $"{t.Number} {t.State} {t.Configuration} [{string.Join(' ', t.Values)}] [{string.Join(' ', t.Constraints)}] [{string.Join(' ', t.Reports)}] {t.Error}"));
}
