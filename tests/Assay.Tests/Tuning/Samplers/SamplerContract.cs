using Assay.Numerics;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers;

/// <summary>The checks every sampler must pass on every space it does not refuse.</summary>
internal sealed class SamplerContract(Sampler sampler)
{
    private const int Trials = 30;

    private static readonly (Space Space, int Objectives)[] Searches =
    [
        (TuningSpaces.Plain, 1), (TuningSpaces.Mixed, 1), (TuningSpaces.Conditional, 1), (TuningSpaces.Constrained, 1), (TuningSpaces.Mixed, 2), (TuningSpaces.Plain, 3),
    ];

    /// <summary>The same seed and the same answers give the same questions.</summary>
    public void SameSeedSameQuestions() => Each((space, objectives) => Assert.Equal(Search(space, objectives, 5), Search(space, objectives, 5)));

    /// <summary>Every proposal is inside the space and keeps its constraints, also while others run, fail or are pruned.</summary>
    public void ProposalsAreAllowed() => Each((space, objectives) =>
    {
        using var study = Make(space, objectives, 3);
        for (var i = 0; i < Trials; i++)
        {
            var trial = study.Ask();
            Assert.True(space.Allows(trial.Configuration));
            Assert.Equal(trial.Configuration, space.Configure(trial.Configuration.Texts.ToDictionary()));
            if (i % 5 == 0)
            {
                continue; // left running
            }

            if (i % 7 == 0)
            {
                study.Report(trial.Number, 1, i);
            }

            study.Tell(trial.Number, i % 5 == 1 ? TrialOutcome.Failure("no luck") : i % 7 == 0 ? new TrialOutcome { State = TrialState.Pruned } : Outcome(trial.Configuration, objectives));
        }
    });

    /// <summary>Values that do not differ, are huge, or tell of broken constraints do no harm.</summary>
    public void SurvivesStrangeAnswers() => Each((space, objectives) =>
    {
        using var study = Make(space, objectives, 3);
        for (var i = 0; i < Trials; i++)
        {
            var value = i < 12 ? 1 : i % 2 == 0 ? 1e300 : -1e-300;
            study.Tell(study.Ask().Number, new TrialOutcome { Values = [.. Enumerable.Repeat(value, objectives)], Constraints = [i < 20 ? 1 : -1] });
        }
    });

    /// <summary>Replaying the answers in the order they came, four at a time, gives the same questions.</summary>
    public void ReplaysFourWorkers() => Each((space, objectives) => Assert.Equal(Parallel(space, objectives), Parallel(space, objectives)));

    /// <summary>A refusal is a sentence.</summary>
    public void RefusesPolitely()
    {
        foreach (var refusal in Searches.Select(s => sampler.Refuses(s.Space, s.Objectives)).OfType<string>())
        {
            Assert.Matches(@"^[A-Z].*\.$", refusal);
        }
    }

    private string Search(Space space, int objectives, ulong seed)
    {
        using var study = Make(space, objectives, seed);
        for (var i = 0; i < Trials; i++)
        {
            var trial = study.Ask();
            study.Tell(trial.Number, Outcome(trial.Configuration, objectives));
        }

        return string.Join('\n', study.History.Trials.Select(t => t.Configuration));
    }

    private string Parallel(Space space, int objectives)
    {
        using var study = Make(space, objectives, 11);
        var running = new List<Trial>();
        var order = new SeededRandom(99);
        for (var i = 0; i < Trials; i++)
        {
            running.Add(study.Ask());
            if (running.Count == 4)
            {
                var next = order.Next(4);
                study.Tell(running[next].Number, Outcome(running[next].Configuration, objectives));
                running.RemoveAt(next);
            }
        }

        return string.Join('\n', study.History.Trials.Select(t => t.Configuration));
    }

    private Study Make(Space space, int objectives, ulong seed) =>
        new(space, new StudyOptions { Sampler = sampler.Name, Seed = seed, Directions = [.. Enumerable.Repeat(Direction.Minimise, objectives)] });

    private void Each(Action<Space, int> check)
    {
        foreach (var (space, objectives) in Searches.Where(s => sampler.Refuses(s.Space, s.Objectives) is null))
        {
            check(space, objectives);
        }
    }

    private static TrialOutcome Outcome(Configuration configuration, int objectives)
    {
        var sum = configuration.Codes.ToArray().Where(c => !double.IsNaN(c)).Sum(c => (c - 1) * (c - 1));
        return TrialOutcome.Of([.. Enumerable.Range(0, objectives).Select(k => k == 0 ? sum : Math.Cos(sum + k))]);
    }
}
