using Assay.Tracking;
using Assay.Tuning.Populations;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;
using Assay.Tuning.Storage;

namespace Assay.Tuning;

/// <summary>A stored study asked again from its journal: the same seed and the same order of events must give the same proposals.</summary>
/// <remarks>
/// Questions, intermediate values, ends and losses follow in the order in which they were recorded, however many workers there were. Each proposal
/// is compared and then the recorded one goes on, so that one difference does not bring others. Parameters that a define-by-run program named
/// later than its trial was asked for are not compared.
/// </remarks>
/// <param name="Trials">How many were asked again.</param>
/// <param name="Differences">Those that came out otherwise; empty when the search can be reproduced.</param>
public sealed record StudyReplay(int Trials, IReadOnlyList<ReplayDifference> Differences)
{
    // Within one transaction a space grows before trials are lost, and trials are lost before the next is asked for.
    private enum Moment
    {
        Space,
        Lost,
        Asked,
        Reported,
        Ended,
    }

    /// <summary>Asks a stored study again, in memory; the store is only read.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="AssayException"><c>store.study-missing</c>; <c>store.journal-incomplete</c> for one begun before the order of questions was recorded.</exception>
    public static StudyReplay Of(Store store, string name)
    {
        var records = new StoredStudies(store).Read(name);
        if (records.Trials.FirstOrDefault(t => t.Asked is null) is { } unknown)
        {
            throw new AssayException(
                "store.journal-incomplete",
                $"Trial {unknown.Trial.Number} of study \"{name}\" was recorded by an earlier version, which did not keep when trials were asked for. Only studies begun since can be replayed.");
        }

        var differences = new List<ReplayDifference>();
        using var study = new Study(records.Spaces[0].Space, new StudyOptions
        {
            Sampler = "random",
            Directions = StudyHead.Ways(records.Head.Directions),
            Seed = records.Head.Seed,
            Population = Population(records),
        });
        foreach (var (_, _, _, happen) in Events(records, differences).OrderBy(e => e.Revision).ThenBy(e => e.Moment).ThenBy(e => e.Number))
        {
            happen(study);
        }

        return new StudyReplay(records.Trials.Count, differences);
    }

    // The first generation is proposed by a sampler, every later one by the plan.
    private static int Population(StudyRecords records)
    {
        Trial[] steps = [.. records.Trials.Select(t => t.Trial).Where(t => t.RetryOf is null && !t.IsEarlier)];
        return Math.Max(0, Array.FindIndex(steps, t => t.Sampler == PopulationPlan.Name));
    }

    private static IEnumerable<(long Revision, Moment Moment, int Number, Action<Study> Happen)> Events(StudyRecords records, List<ReplayDifference> differences)
    {
        foreach (var (revision, space) in records.Spaces.Skip(1))
        {
            yield return (revision, Moment.Space, 0, study => study.Widen(space, records.Trials));
        }

        foreach (var entry in records.Trials)
        {
            var trial = entry.Trial;
            if (trial.IsEarlier)
            {
                yield return (entry.Asked!.Value, Moment.Asked, trial.Number, study => study.Take([trial with { Reports = [.. entry.Reports.Select(r => r.Report)] }]));
                continue;
            }

            yield return (entry.Asked!.Value, Moment.Asked, trial.Number, study => Ask(study, trial, differences));
            if (entry.Lost is { } lost)
            {
                yield return (lost, Moment.Lost, trial.Number, study => study.Lose(trial.Number));
            }

            foreach (var (revision, report) in entry.Reports)
            {
                yield return (revision, Moment.Reported, trial.Number, study => study.Report(trial.Number, report.Step, report.Value));
            }

            if (trial.State is TrialState.Done or TrialState.Failed or TrialState.Pruned)
            {
                yield return (entry.Changed, Moment.Ended, trial.Number, study => study.Tell(trial.Number, Outcome(trial)));
            }
        }
    }

    private static void Ask(Study study, Trial recorded, List<ReplayDifference> differences)
    {
        if (recorded.Sampler == "given" && recorded.RetryOf is null)
        {
            study.Enqueue(recorded.Configuration);
        }

        var proposed = study.AskAgain(recorded, recorded.Sampler is "given" or PopulationPlan.Name ? null : Catalogue<Sampler>.Find(recorded.Sampler));
        if (proposed.RetryOf != recorded.RetryOf || proposed.Parent != recorded.Parent || !Agree(proposed.Configuration, recorded.Configuration))
        {
            differences.Add(new ReplayDifference(recorded.Number, recorded.Configuration, proposed.Configuration));
        }
    }

    private static bool Agree(Configuration proposed, Configuration recorded)
    {
        var now = proposed.Texts.ToDictionary();
        return recorded.Texts.All(r => proposed.Space.IndexOf(r.Key) < 0 || !proposed.Has(r.Key) || now[r.Key] == r.Value);
    }

    private static TrialOutcome Outcome(Trial trial) => new() { Values = trial.Values, Constraints = trial.Constraints, State = trial.State, Error = trial.Error, Cost = trial.Cost };
}
