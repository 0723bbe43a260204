using Assay.Numerics;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tuning;

/// <summary>A search in progress: ask for a configuration, try it, tell how it went. May be used from many threads.</summary>
/// <example>
/// <code>
/// var study = new Study(new Space([Dimension.Float("x", -10, 10)]));
/// for (var i = 0; i &lt; 50; i++)
/// {
///     var trial = study.Ask();
///     var x = trial.Configuration.Number("x");
///     study.Tell(trial.Number, TrialOutcome.Of((x - 2) * (x - 2)));
/// }
///
/// Console.WriteLine(study.Best!.Configuration);
/// </code>
/// </example>
public sealed class Study
{
    private readonly Lock gate = new();
    private readonly Queue<(Configuration Configuration, int? RetryOf)> queue = new();
    private readonly List<string> notes = [];
    private readonly Sampler sampler;
    private readonly Pruner? pruner;

    /// <summary>A study kept in memory.</summary>
    /// <exception cref="AssayException"><c>usage.unknown-name</c>; <c>usage.sampler-space</c> when the sampler cannot search this space.</exception>
    public Study(Space space, StudyOptions? options = null)
    {
        Options = options ?? new StudyOptions();
        History = new TrialHistory(space, Options.Directions, Options.Seed);
        sampler = Catalogue<Sampler>.Find(Options.Sampler);
        pruner = Options.Pruner is { } name ? Catalogue<Pruner>.Find(name) : null;
        if (sampler.Refuses(space, Options.Directions.Count) is { } refusal)
        {
            throw new AssayException("usage.sampler-space", $"Sampler \"{sampler.Name}\" cannot search this space: {refusal} Sampler \"auto\" can.");
        }
    }

    /// <summary>How it searches.</summary>
    public StudyOptions Options { get; }

    /// <summary>Everything tried so far.</summary>
    public TrialHistory History { get; }

    /// <summary>Which rules chose the samplers, in order.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>The feasible finished trial with the best value of the first objective; null when there is none.</summary>
    public Trial? Best { get; private set; }

    /// <summary>The feasible finished trials no other is better than in every objective, by number.</summary>
    public IReadOnlyList<Trial> Front
    {
        get
        {
            lock (gate)
            {
                return ParetoFront.Of(History);
            }
        }
    }

    /// <summary>Why the search should stop, as the first of its rules says; null to go on.</summary>
    public string? StopReason
    {
        get
        {
            lock (gate)
            {
                return Options.Stopping.Select(r => r.Reason(History)).FirstOrDefault(r => r is not null);
            }
        }
    }

    /// <summary>The next configuration to try: one that waits, or what the sampler proposes.</summary>
    public Trial Ask()
    {
        lock (gate)
        {
            var number = History.Trials.Count;
            var trial = new Trial { Number = number, Configuration = null!, Started = Options.Clock.GetUtcNow() };
            if (queue.TryDequeue(out var waiting))
            {
                trial = trial with { Configuration = History.Space.Adopt(waiting.Configuration), RetryOf = waiting.RetryOf, Sampler = "given" };
                if (waiting.RetryOf is { } lost)
                {
                    History[lost] = History[lost] with { State = TrialState.Retried };
                    trial = trial with { Sampler = History[lost].Sampler };
                }
            }
            else
            {
                var (chosen, rule) = sampler.Choose(History);
                Note(number, chosen, rule);
                trial = trial with
                {
                    Configuration = chosen.Propose(History, SeededRandom.For(Options.Seed, "tuning-ask", number)),
                    Sampler = chosen.Name,
                };
            }

            History.Add(trial);
            return trial;
        }
    }

    /// <summary>Puts a configuration first in the line of what is tried.</summary>
    public void Enqueue(Configuration configuration)
    {
        lock (gate)
        {
            queue.Enqueue((configuration, null));
        }
    }

    /// <summary>Records an intermediate value.</summary>
    /// <returns>Whether the trial should stop now.</returns>
    /// <exception cref="AssayException"><c>usage.trial-unknown</c>, <c>usage.trial-ended</c>, <c>usage.report-step</c>.</exception>
    public bool Report(int number, long step, double value)
    {
        lock (gate)
        {
            var trial = Running(number);
            if (trial.Reports is [.., var last] && last.Step >= step)
            {
                throw new AssayException("usage.report-step", $"Trial {number} has reported step {last.Step} already; a later report needs a larger step, not {step}.");
            }

            History[number] = trial = trial with { Reports = [.. trial.Reports, new TrialReport(step, value)] };
            return pruner?.Prunes(History, trial) ?? false;
        }
    }

    /// <summary>Records how a trial ended.</summary>
    /// <exception cref="AssayException"><c>usage.trial-unknown</c>, <c>usage.trial-ended</c>, <c>usage.tell-values</c>.</exception>
    public Trial Tell(int number, TrialOutcome outcome)
    {
        lock (gate)
        {
            var trial = Running(number);
            CheckOutcome(outcome);
            var state = outcome.State == TrialState.Done && outcome.Values.Any(v => !double.IsFinite(v)) ? TrialState.Failed : outcome.State;
            History[number] = trial = trial with
            {
                State = state,
                Values = [.. outcome.Values],
                Constraints = [.. outcome.Constraints],
                Error = outcome.Error ?? (state == outcome.State ? null : "A value is not a finite number."),
                Ended = Options.Clock.GetUtcNow(),
            };
            if (trial.IsFeasible && (Best is null || History.Loss(trial) < History.Loss(Best)))
            {
                Best = trial;
            }

            return trial;
        }
    }

    /// <summary>Gives a running trial up for lost; its configuration is the next to be asked for.</summary>
    public void Lose(int number)
    {
        lock (gate)
        {
            History[number] = Running(number) with { State = TrialState.Lost, Ended = Options.Clock.GetUtcNow() };
            queue.Enqueue((History[number].Configuration, number));
        }
    }

    /// <summary>Allows more choices for a category or ordinal parameter from now on.</summary>
    public void AddChoices(string parameter, params IReadOnlyList<string> more)
    {
        lock (gate)
        {
            History.Widen(History.Space.WithChoices(parameter, more));
        }
    }

    private void Note(int number, Sampler chosen, string rule)
    {
        var note = $"{chosen.Name}: {rule}";
        if (rule.Length > 0 && (notes.Count == 0 || !notes[^1].EndsWith(note, StringComparison.Ordinal)))
        {
            notes.Add($"from trial {number} {note}");
        }
    }

    private Trial Running(int number)
    {
        if (number < 0 || number >= History.Trials.Count)
        {
            throw new AssayException("usage.trial-unknown", $"The study has no trial {number}; it has {History.Trials.Count}, numbered from 0. Ask for one first.");
        }

        return History[number] is { State: TrialState.Running } trial
            ? trial
            : throw new AssayException("usage.trial-ended", $"Trial {number} is {History[number].State.ToString().ToLowerInvariant()} already; nothing more can be told of it.");
    }

    private void CheckOutcome(TrialOutcome outcome)
    {
        if (outcome.State is not (TrialState.Done or TrialState.Failed or TrialState.Pruned))
        {
            throw new AssayException("usage.tell-state", $"A trial ends as done, failed or pruned, not as {outcome.State.ToString().ToLowerInvariant()}.");
        }

        var expected = Options.Directions.Count;
        if (outcome.Values.Count != expected && (outcome.State == TrialState.Done || outcome.Values.Count != 0))
        {
            throw new AssayException("usage.tell-values", $"The study has {expected} objective{(expected == 1 ? "" : "s")}, but {outcome.Values.Count} values were told.");
        }

        var known = History.Finished.FirstOrDefault(t => t.State == TrialState.Done)?.Constraints.Count;
        if (outcome.State == TrialState.Done && known is { } count && count != outcome.Constraints.Count)
        {
            throw new AssayException("usage.tell-constraints", $"Earlier trials told {count} outcome constraints, this one {outcome.Constraints.Count}; every trial tells the same.");
        }
    }
}
