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

    private StudyJournal(Store store, long id) => (this.store, this.id) = (store, id);

    /// <summary>Opens the study of that name, making it when there is none.</summary>
    /// <returns>The journal and the space to search: the one given, which may have gained choices.</returns>
    /// <exception cref="AssayException"><c>store.study-differs</c>.</exception>
    internal static StudyJournal Open(Store store, string name, Space space, StudyOptions options) => store.Database.Write(session =>
    {
        var directions = string.Join(',', options.Directions.Select(d => d.ToString().ToLowerInvariant()));
        var known = session.Query("SELECT id, space, directions FROM studies WHERE name = @name", row => (Id: row.GetInt64(0), Space: row.GetString(1), Directions: row.GetString(2)), ("@name", name));
        if (known.Count == 0)
        {
            var id = Counter.Next(session, "study");
            session.Execute(
                "INSERT INTO studies (id, name, space, directions, seed, revision, created_at) VALUES (@id, @name, @space, @directions, @seed, 0, @now)",
                ("@id", id),
                ("@name", Portable.Key(name, 500)),
                ("@space", Portable.Text(space.ToString())),
                ("@directions", directions),
                ("@seed", unchecked((long)options.Seed)),
                ("@now", store.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
            return new StudyJournal(store, id);
        }

        Compare(name, (Space.Parse(known[0].Space, "the stored space"), space), (known[0].Directions, directions));
        session.Execute("UPDATE studies SET space = @space WHERE id = @id", ("@space", Portable.Text(space.ToString())), ("@id", known[0].Id));
        return new StudyJournal(store, known[0].Id);
    });

    /// <summary>Takes over what others did, works, and records what changed, all in one transaction.</summary>
    internal T Change<T>(TrialHistory history, Func<T> work, Func<IEnumerable<(Trial Trial, TrialReport? Report)>> changes)
    {
        try
        {
            return store.Database.Write(session =>
            {
                TakeOver(session, history);
                var result = work();
                Record(session, changes());
                return result;
            });
        }
        catch (AssayException fault) when (fault.Code.StartsWith("store.", StringComparison.Ordinal))
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
        return current!.Query(
            "SELECT number, lease_until, owner_machine, owner_boot, owner_process, owner_started FROM study_trials WHERE study_id = @study AND state = 'running' ORDER BY number",
            row => (Number: (int)row.GetInt64(0), Lease: row.GetInt64(1), Owner: new ProcessOwner(row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5))),
            ("@study", id))
            .Where(t => t.Owner.IsDead(store.Owner) || (t.Lease < now && t.Owner != store.Owner)).Select(t => t.Number).ToArray();
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

    internal void Widen(Space space) => current!.Execute("UPDATE studies SET space = @space WHERE id = @id", ("@space", Portable.Text(space.ToString())), ("@id", id));

    private void TakeOver(Session session, TrialHistory history)
    {
        current = session;
        var revision = session.Number("SELECT revision FROM studies WHERE id = @id", ("@id", id));
        if (revision == seen)
        {
            return;
        }

        var trials = session.Query(
            $"SELECT {StudyRow.Columns} FROM study_trials WHERE study_id = @study AND changed > @seen ORDER BY changed, number",
            row => StudyRow.Read(row, history.Space),
            ("@study", id), ("@seen", seen));
        var reports = session.Query(
            "SELECT number, step, value FROM study_reports WHERE study_id = @study AND changed > @seen ORDER BY changed, number, step",
            row => (Number: (int)row.GetInt64(0), Report: new TrialReport(row.GetInt64(1), Portable.Number(row, 2))),
            ("@study", id), ("@seen", seen)).ToLookup(r => r.Number, r => r.Report);
        history.TakeOver(trials, reports);
        seen = revision;
    }

    private void Record(Session session, IEnumerable<(Trial Trial, TrialReport? Report)> changes)
    {
        var changed = changes.ToArray();
        if (changed.Length == 0)
        {
            return;
        }

        seen = session.Number("UPDATE studies SET revision = revision + 1 WHERE id = @id RETURNING revision", ("@id", id));
        var known = session.Number("SELECT COALESCE(MAX(number), -1) FROM study_trials WHERE study_id = @study", ("@study", id));
        foreach (var (trial, report) in changed)
        {
            if (report is not null)
            {
                session.Execute(
                    "INSERT INTO study_reports (study_id, number, step, value, changed) VALUES (@study, @number, @step, @value, @changed)",
                    ("@study", id), ("@number", (long)trial.Number), ("@step", report.Step), ("@value", Portable.Number(report.Value)), ("@changed", seen));
            }
            else if (trial.Number > known)
            {
                StudyRow.Insert(session, id, trial, (store.Owner, store.Clock.GetUtcNow().Add(Lease), seen));
            }
            else
            {
                StudyRow.Update(session, id, trial, seen);
            }
        }
    }

    private static void Compare(string name, (Space Stored, Space Given) spaces, (string Stored, string Given) directions)
    {
        var fault = directions.Stored != directions.Given
            ? $"its directions are {directions.Stored}, not {directions.Given}"
            : spaces.Stored.Dimensions.Select(d => Difference(d, spaces.Given)).FirstOrDefault(d => d is not null);
        if (fault is not null)
        {
            throw new AssayException("store.study-differs", $"The store has a study \"{name}\" already, and {fault}. Give this search another name with --study, or the space it began with.");
        }
    }

    private static string? Difference(Dimension stored, Space given)
    {
        if (given.IndexOf(stored.Name) is var at && at < 0)
        {
            return $"its parameter \"{stored.Name}\" is not in the space given";
        }

        var now = given.Dimensions[at];
        return stored.ToString() == now.ToString() || (stored.Kind == now.Kind && stored.Choices.Count > 0 && now.Choices.Take(stored.Choices.Count).SequenceEqual(stored.Choices))
            ? null
            : $"its parameter \"{stored.Name}\" was {stored}";
    }
}
