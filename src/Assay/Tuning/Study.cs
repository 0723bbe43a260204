using Assay.Numerics;
using Assay.Tracking;
using Assay.Tuning.Populations;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;
using Assay.Tuning.Storage;

namespace Assay.Tuning;

/// <summary>A search in progress: ask for a configuration, try it, tell how it went. May be used from many threads.</summary>
/// <example>
/// <code>
/// using var study = new Study(new Space([Dimension.Float("x", -10, 10)]));
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
public sealed class Study : IDisposable
{
    private readonly Lock gate = new();
    private readonly Queue<Configuration> queue = new();
    private readonly List<(Trial Trial, TrialReport? Report)> changes = [];
    private readonly List<string> notes = [];
    private readonly Sampler sampler;
    private readonly Pruner? pruner;
    private readonly StudyJournal? journal;
    private readonly ITimer? renewal;

    /// <summary>A study kept in memory.</summary>
    /// <exception cref="AssayException"><c>usage.unknown-name</c>; <c>usage.sampler-space</c> when the sampler cannot search this space.</exception>
    public Study(Space space, StudyOptions? options = null)
        : this(space, options ?? new StudyOptions(), null)
    {
    }

    private Study(Space space, StudyOptions options, StudyJournal? journal)
    {
        (Options, this.journal) = (options, journal);
        History = new TrialHistory(space, options.Directions, options.Seed);
        sampler = Catalogue<Sampler>.Find(options.Sampler);
        pruner = options.Pruner is { } name ? Catalogue<Pruner>.Find(name) : null;
        if (sampler.Refuses(space, options.Directions.Count) is { } refusal)
        {
            throw new AssayException("usage.sampler-space", $"Sampler \"{sampler.Name}\" cannot search this space: {refusal} Sampler \"auto\" can.");
        }

        CheckSteering(options);

        var interval = StudyJournal.Lease / 5;
        renewal = journal is null ? null : options.Clock.CreateTimer(_ => Renew(), null, interval, interval);
    }

    /// <summary>How it searches.</summary>
    public StudyOptions Options { get; }

    /// <summary>Everything tried so far; of a stored study, as of the last question.</summary>
    public TrialHistory History { get; }

    /// <summary>Which rules chose the samplers, in order.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>The feasible finished trial with the best value of the first objective; null when there is none.</summary>
    public Trial? Best => History.Best;

    /// <summary>The feasible finished trials with the best values of the first objective, best first.</summary>
    public IReadOnlyList<Trial> Leaders(int count)
    {
        lock (gate)
        {
            return [.. History.Trials.Where(t => t.IsFeasible).OrderBy(t => History.Loss(t)).ThenBy(t => t.Number).Take(count)];
        }
    }

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

    /// <summary>Opens a study kept in a store, or begins it: several processes may work on one, and what a killed one was trying is tried again.</summary>
    /// <param name="store">Stays open as long as the study.</param>
    /// <param name="name">The study's name in the store.</param>
    /// <param name="space">The space it began with; choices and parameters may have been added at its end. An empty one takes the stored one.</param>
    /// <param name="options">How to search from here on; the directions must be those it began with, and the seed stays the one it began with.</param>
    /// <exception cref="AssayException"><c>store.study-differs</c>, and those of the constructor.</exception>
    public static Study Open(Store store, string name, Space space, StudyOptions options)
    {
        var journal = StudyJournal.Open(store, name, space, options);
        var study = new Study(journal.Space, options with { Seed = journal.Seed }, journal);
        try
        {
            journal.Load(study.History);
            study.Refresh();
            return study;
        }
        catch
        {
            study.Dispose();
            throw;
        }
    }

    /// <summary>Takes over what other processes did, and gives up the trials of dead ones for lost.</summary>
    public void Refresh() => Change(() =>
    {
        foreach (var number in journal?.Abandoned() ?? [])
        {
            Put(History[number] with { State = TrialState.Lost, Ended = Options.Clock.GetUtcNow() });
        }

        return true;
    });

    /// <summary>The next configuration to try: that of a lost trial, one that waits, or what the sampler proposes.</summary>
    public Trial Ask() => Change(() =>
    {
        foreach (var number in journal?.Abandoned() ?? [])
        {
            Put(History[number] with { State = TrialState.Lost, Ended = Options.Clock.GetUtcNow() });
        }

        return Add(Next(History.Trials.Count, null) with { Started = Options.Clock.GetUtcNow() });
    });

    /// <summary>Takes over the trials of an earlier study of the store that say something about this space; those of one already taken from are not taken twice.</summary>
    /// <param name="store">Where the earlier study is.</param>
    /// <param name="name">Its name.</param>
    /// <returns>Which were taken, and why others were not.</returns>
    /// <exception cref="AssayException"><c>store.study-missing</c>; <c>usage.warm-start</c> when its objectives differ.</exception>
    public WarmStartReport WarmStart(Store store, string name)
    {
        var records = new StoredStudies(store).Read(name);
        if (records.Head.Directions != StudyHead.Text(Options.Directions))
        {
            throw new AssayException("usage.warm-start", $"Study \"{name}\" has the directions {records.Head.Directions}, this one {StudyHead.Text(Options.Directions)}; its values say nothing here.");
        }

        return Change(() =>
        {
            var (taken, report) = EarlierTrials.Of(name, records, History.Space);
            if (History.Trials.Any(t => t.Sampler == Trial.EarlierMark + name))
            {
                return report with { Taken = 0, LeftOut = new Dictionary<string, int> { ["taken already"] = report.Taken } };
            }

            Adopt(taken);
            return report;
        });
    }

    /// <summary>Puts a configuration in the line of what is tried before the sampler is asked.</summary>
    public void Enqueue(Configuration configuration)
    {
        lock (gate)
        {
            if (journal is null)
            {
                queue.Enqueue(configuration);
            }
            else
            {
                journal.Enqueue(configuration);
            }
        }
    }

    /// <summary>Records an intermediate value.</summary>
    /// <returns>Whether the trial should stop now.</returns>
    /// <exception cref="AssayException"><c>usage.trial-unknown</c>, <c>usage.trial-ended</c>, <c>usage.report-step</c>.</exception>
    public bool Report(int number, long step, double value) => Change(() => Reported(number, new TrialReport(step, value)));

    /// <summary>Records how a trial ended.</summary>
    /// <exception cref="AssayException"><c>usage.trial-unknown</c>, <c>usage.trial-ended</c>, <c>usage.tell-values</c>, <c>usage.tell-constraints</c>, <c>usage.tell-state</c>.</exception>
    public Trial Tell(int number, TrialOutcome outcome) => Change(() => Told(Running(number), outcome));

    /// <summary>Gives a running trial up for lost; its configuration is the next to be asked for.</summary>
    public void Lose(int number) => Change(() => Put(Running(number) with { State = TrialState.Lost, Ended = Options.Clock.GetUtcNow() }));

    /// <summary>Allows more choices for a category or ordinal parameter from now on.</summary>
    public void AddChoices(string parameter, params IReadOnlyList<string> more) => Change(() =>
    {
        History.Widen(History.Space.WithChoices(parameter, more));
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => renewal?.Dispose();

    /// <summary>Adds finished trials as if they had been tried here.</summary>
    internal void Take(IReadOnlyList<Trial> earlier) => Change(() => Adopt(earlier));

    /// <summary>Asks for a trial of a journal again: returns what is proposed now and goes on with what was recorded.</summary>
    /// <param name="recorded">The trial as it was tried.</param>
    /// <param name="proposer">Who proposed it; null where a configuration waits.</param>
    internal Trial AskAgain(Trial recorded, Sampler? proposer) => Change(() => Asked(recorded, proposer));

    /// <summary>Goes over to a larger space of a journal, in which running trials may have had more parameters.</summary>
    internal void Widen(Space space, IReadOnlyList<StudyRecords.Entry> recorded) => Change(() => Widened(space, recorded));

    /// <summary>The value of a parameter of a define-by-run trial: known already, or drawn now and part of the space from here on.</summary>
    internal object Suggest(int number, Dimension dimension) => Change(() =>
    {
        if (History.Space.IndexOf(dimension.Name) < 0)
        {
            History.Widen(History.Space.With(dimension));
        }

        var (at, trial) = (History.Space.IndexOf(dimension.Name), Running(number));
        if (History.Space.Dimensions[at].ToString() != dimension.ToString())
        {
            throw new AssayException("usage.parameter-changed", $"Parameter \"{dimension.Name}\" was {History.Space.Dimensions[at]} before and is {dimension} now; give a changed parameter a name of its own.");
        }

        if (double.IsNaN(trial.Configuration.Codes[at]))
        {
            double[] codes = [.. trial.Configuration.Codes];
            codes[at] = dimension.FromUnit(SeededRandom.For(Options.Seed, $"tuning-suggest-{dimension.Name}", number).NextDouble());
            Put(trial with { Configuration = new Configuration(History.Space, codes) });
        }

        return dimension.Value(History[number].Configuration.Codes[at]);
    });

    /// <summary>Drops what a define-by-run trial was offered and did not ask for.</summary>
    internal void Keep(int number, IReadOnlySet<string> asked) => Change(() =>
    {
        var codes = History[number].Configuration.Codes.ToArray();
        return Put(History[number] with
        {
            Configuration = new Configuration(History.Space, [.. codes.Select((c, i) => asked.Contains(History.Space.Dimensions[i].Name) ? c : double.NaN)]),
        });
    });

    private bool Reported(int number, TrialReport report)
    {
        var trial = Running(number);
        if (trial.Reports is [.., var last] && last.Step >= report.Step)
        {
            throw new AssayException("usage.report-step", $"Trial {number} has reported step {last.Step} already; a later report needs a larger step, not {report.Step}.");
        }

        History[number] = trial = trial with { Reports = [.. trial.Reports, report] };
        changes.Add((trial, report));
        return pruner?.Prunes(History, trial) ?? false;
    }

    private Trial Told(Trial trial, TrialOutcome outcome)
    {
        CheckOutcome(outcome);
        var state = outcome.State == TrialState.Done && outcome.Values.Any(v => !double.IsFinite(v)) ? TrialState.Failed : outcome.State;
        return Put(trial with
        {
            State = state,
            Values = [.. outcome.Values],
            Constraints = [.. outcome.Constraints],
            Cost = outcome.Cost,
            Error = outcome.Error ?? (state == outcome.State ? null : "A value is not a finite number."),
            Ended = Options.Clock.GetUtcNow(),
        });
    }

    private Trial Next(int number, Sampler? proposer)
    {
        if (History.FirstLost is { } lost)
        {
            Put(History[lost] with { State = TrialState.Retried });
            return new Trial { Number = number, Configuration = History[lost].Configuration, RetryOf = lost, Sampler = History[lost].Sampler, Parent = History[lost].Parent };
        }

        if ((journal is null ? queue.TryDequeue(out var first) ? first : null : journal.Dequeue(History.Space)) is { } waiting)
        {
            return new Trial { Number = number, Configuration = History.Space.Adopt(waiting), Sampler = "given" };
        }

        var random = SeededRandom.For(Options.Seed, "tuning-ask", number);
        if (Options.Population > 0 && new PopulationPlan(History, Options.Population).Next(random) is var (member, parent) && member is not null)
        {
            return new Trial { Number = number, Configuration = member, Parent = parent, Sampler = PopulationPlan.Name };
        }

        var (chosen, rule) = (proposer ?? sampler).Choose(History);
        Note(number, chosen, rule);
        return new Trial { Number = number, Configuration = chosen.Propose(History, random), Sampler = chosen.Name };
    }

    private T Change<T>(Func<T> work)
    {
        lock (gate)
        {
            try
            {
                return journal is null ? work() : journal.Change(History, work, () => changes);
            }
            finally
            {
                changes.Clear();
            }
        }
    }

    private Trial Add(Trial trial)
    {
        History.Add(trial);
        changes.Add((trial, null));
        return trial;
    }

    private Trial Asked(Trial recorded, Sampler? proposer)
    {
        var proposed = Next(History.Trials.Count, proposer);
        Add(proposed with { Configuration = History.Space.Adopt(recorded.Configuration), Parent = recorded.Parent, Sampler = recorded.Sampler });
        return proposed;
    }

    private bool Widened(Space space, IReadOnlyList<StudyRecords.Entry> recorded)
    {
        History.Widen(space);
        foreach (var trial in History.Running.ToArray())
        {
            Put(trial with { Configuration = space.Adopt(recorded[trial.Number].Trial.Configuration) });
        }

        return true;
    }

    private bool Adopt(IReadOnlyList<Trial> earlier)
    {
        foreach (var trial in earlier)
        {
            var added = Add(trial with { Number = History.Trials.Count, Configuration = History.Space.Adopt(trial.Configuration), State = TrialState.Running, Reports = [] });
            changes.AddRange(trial.Reports.Select(r => (added, (TrialReport?)r)));
            Put(added with { State = trial.State, Reports = trial.Reports });
        }

        return true;
    }

    private Trial Put(Trial trial)
    {
        History[trial.Number] = trial;
        changes.Add((trial, null));
        return trial;
    }

    private void Renew()
    {
        lock (gate)
        {
            try
            {
                journal!.Renew();
            }
            catch (AssayException)
            {
                // The store is busy or gone for a moment; the next renewal, or the next question, says so.
            }
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

        // A worker thought dead may come back with its result before anybody tried again.
        return History[number] is { State: TrialState.Running or TrialState.Lost } trial
            ? trial
            : throw new AssayException("usage.trial-ended", $"Trial {number} is {History[number].State.ToString().ToLowerInvariant()} already; nothing more can be told of it.");
    }

    private static void CheckSteering(StudyOptions options)
    {
        foreach (var rule in options.Stopping)
        {
            if (rule.Refuses(options.Directions) is { } refusal)
            {
                throw new AssayException("usage.stop", $"The stopping rule {rule.Name} cannot end this search: {refusal}");
            }
        }

        if (options.Population != 0 && (options.Population < 2 || options.Directions.Count > 1))
        {
            throw new AssayException("usage.population", $"A population has at least 2 members and one objective, not {options.Population} and {options.Directions.Count}.");
        }
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
