using Assay.Tracking;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Storage;

/// <summary>Keeps a study in the store: every question and answer is one transaction, seen by every process that works on it.</summary>
/// <remarks>
/// A question is answered inside its transaction, so proposals come one after the other and depend on nothing but what is recorded: a
/// journal replayed gives the same ones. A running trial belongs to a process under a lease that it renews; the trial of one that is certainly dead, or
/// whose lease ran out on another machine, is lost and tried again.
/// </remarks>
internal sealed class StudyJournal
{
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly Store store;
    private readonly long id;
    private long seen;

    // The transaction a call of Change is in; the study lets one thread in at a time.
    private Session? current;

    private StudyJournal(Store store, StudyHead head) => (this.store, id, Space, Seed) = (store, head.Id, head.Space, head.Seed);

    /// <summary>What is searched: the space given, with the choices others have added.</summary>
    internal Space Space { get; }

    /// <summary>The seed the study began with: one for all processes, or nothing could be replayed.</summary>
    internal ulong Seed { get; }

    /// <summary>Opens the study of that name, making it when there is none.</summary>
    /// <exception cref="AssayException"><c>store.study-differs</c>.</exception>
    internal static StudyJournal Open(Store store, string name, Space space, StudyOptions options) => store.Database.Write(session =>
    {
        if (StudyHead.Find(session, name) is not { } head)
        {
            return new StudyJournal(store, StudyHead.Begin(session, name, (space, options), store.Clock.GetUtcNow()));
        }

        var merged = SpaceMerge.Of(name, (head.Space, space), (head.Directions, StudyHead.Text(options.Directions)));
        if (merged.ToString() != head.Space.ToString())
        {
            Widen(session, head.Id, (merged, session.Number("UPDATE studies SET revision = revision + 1 WHERE id = @id RETURNING revision", ("@id", head.Id))));
        }

        return new StudyJournal(store, head with { Space = merged });
    });

    /// <summary>Reads what is recorded without keeping writers waiting; a study may have 100,000 trials.</summary>
    internal void Load(TrialHistory history)
    {
        store.Database.Read(session =>
        {
            TakeOver(session, history);
            return true;
        });
        store.Database.Write(session => StudyHead.Rank(session, id, history));
    }

    /// <summary>Takes over what others did, works, and records what changed, all in one transaction.</summary>
    internal T Change<T>(TrialHistory history, Func<T> work, Func<IEnumerable<(Trial Trial, TrialReport? Report)>> changes)
    {
        try
        {
            return store.Database.Write(session =>
            {
                TakeOver(session, history);
                var (known, space) = (history.Trials.Count, history.Space);
                var result = work();
                Record(session, history, (known, space), [.. changes()]);
                return result;
            });
        }
        catch (Exception fault) when (changes().Any() || (fault as AssayException)?.Code.StartsWith("store.", StringComparison.Ordinal) == true)
        {
            // Memory is ahead of what the disk has: begin anew from there.
            history.Clear();
            seen = 0;
            throw;
        }
    }

    /// <summary>Running trials whose process is dead or silent; must be called inside <see cref="Change"/>.</summary>
    internal IReadOnlyList<int> Abandoned()
    {
        var now = store.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        // Not ordered by the database: SQLite would then walk through all trials by number instead of the index of states.
        return current!.Query(
            "SELECT number, lease_until, owner_machine, owner_boot, owner_process, owner_started FROM study_trials WHERE study_id = @study AND state = 'running'",
            row => (Number: (int)row.GetInt64(0), Lease: row.GetInt64(1), Owner: new ProcessOwner(row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5))),
            ("@study", id))
            .Where(t => t.Owner.IsDead(store.Owner) || (t.Lease < now && t.Owner != store.Owner)).Select(t => t.Number).Order().ToArray();
    }

    /// <summary>Says that this process still works on its running trials.</summary>
    internal void Renew() => store.Database.Write(session => session.Execute(
        """
        UPDATE study_trials SET lease_until = @lease WHERE study_id = @study AND state = 'running' AND owner_machine = @machine
            AND owner_boot = @boot AND owner_process = @process AND owner_started = @started
        """,
        ("@lease", store.Clock.GetUtcNow().Add(Lease).ToUnixTimeMilliseconds()),
        ("@study", id),
        ("@machine", store.Owner.Machine),
        ("@boot", store.Owner.Boot),
        ("@process", store.Owner.Process),
        ("@started", store.Owner.Started)));

    internal void Enqueue(Configuration configuration) => store.Database.Write(session =>
    {
        var ordinal = session.Number("SELECT COALESCE(MAX(ordinal), 0) FROM study_queue WHERE study_id = @study", ("@study", id)) + 1;
        session.Execute(
            "INSERT INTO study_queue (study_id, ordinal, parameters) VALUES (@study, @ordinal, @parameters)",
            ("@study", id), ("@ordinal", ordinal), ("@parameters", Portable.Text(StudyRow.Parameters(configuration))));
    });

    /// <summary>The configuration that waits longest, taken out of the line; must be called inside <see cref="Change"/>.</summary>
    internal Configuration? Dequeue(Space space)
    {
        var session = current!;
        var first = session.Query(
            "SELECT ordinal, parameters FROM study_queue WHERE study_id = @study ORDER BY ordinal LIMIT 1", row => (Ordinal: row.GetInt64(0), Parameters: row.GetString(1)), ("@study", id));
        if (first.Count == 0)
        {
            return null;
        }

        session.Execute("DELETE FROM study_queue WHERE study_id = @study AND ordinal = @ordinal", ("@study", id), ("@ordinal", first[0].Ordinal));
        return StudyRow.Configuration(space, first[0].Parameters);
    }

    private void TakeOver(Session session, TrialHistory history)
    {
        current = session;
        var revision = session.Number("SELECT revision FROM studies WHERE id = @id", ("@id", id));
        if (revision == seen)
        {
            return;
        }

        // Before the trials: another process may have added the choice one of them has.
        var wider = session.First(
            "SELECT space FROM study_spaces WHERE study_id = @study AND revision > @seen ORDER BY revision DESC LIMIT 1", row => row.GetString(0), ("@study", id), ("@seen", seen));
        if (wider is not null && wider != history.Space.ToString())
        {
            history.Widen(Space.Parse(wider, "the stored space"));
        }

        var trials = session.Query(
            $"SELECT {StudyRow.Columns} FROM study_trials WHERE study_id = @study AND changed > @seen ORDER BY changed, number",
            row => StudyRow.Read(row, history.Space),
            ("@study", id), ("@seen", seen));
        var reports = new Dictionary<int, List<TrialReport>>();
        session.Each(
            "SELECT number, step, value FROM study_reports WHERE study_id = @study AND changed > @seen ORDER BY changed, number, step",
            row =>
            {
                var number = (int)row.GetInt64(0);
                ref var list = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(reports, number, out _);
                (list ??= []).Add(new TrialReport(row.GetInt64(1), Portable.Number(row, 2)));
            },
            ("@study", id), ("@seen", seen));
        history.TakeOver(trials, reports);
        seen = revision;
    }

    private void Record(Session session, TrialHistory history, (int Trials, Space Space) before, (Trial Trial, TrialReport? Report)[] changed)
    {
        if (changed.Length == 0 && ReferenceEquals(before.Space, history.Space))
        {
            return;
        }

        var revision = session.Number("UPDATE studies SET revision = revision + 1 WHERE id = @id RETURNING revision", ("@id", id));
        if (!ReferenceEquals(before.Space, history.Space))
        {
            Widen(session, id, (history.Space, revision));
        }

        var known = before.Trials;
        foreach (var (trial, report) in changed)
        {
            if (report is not null)
            {
                session.Execute(
                    "INSERT INTO study_reports (study_id, number, step, value, changed) VALUES (@study, @number, @step, @value, @changed)",
                    ("@study", id), ("@number", (long)trial.Number), ("@step", report.Step), ("@value", Portable.Number(report.Value)), ("@changed", revision));
                continue;
            }

            if (trial.Number >= known)
            {
                StudyRow.Insert(session, id, trial, (store.Owner, store.Clock.GetUtcNow().Add(Lease), revision));
                known = trial.Number + 1;
            }

            if (trial.Number < before.Trials || trial.State != TrialState.Running)
            {
                StudyRow.Update(session, id, trial, (revision, trial.IsFeasible ? history.Loss(trial) : null));
            }
        }

        seen = revision;
    }

    private static void Widen(Session session, long id, (Space Space, long Revision) now)
    {
        var text = ("@space", (object?)Portable.Text(now.Space.ToString()));
        session.Execute("UPDATE studies SET space = @space WHERE id = @id", text, ("@id", id));
        session.Execute("INSERT INTO study_spaces (study_id, revision, space) VALUES (@id, @revision, @space)", ("@id", id), ("@revision", now.Revision), text);
    }
}
