using System.Text.Json;

namespace Assay.Tracking;

/// <summary>Writes runs and what hangs on them, except curves and files.</summary>
internal static class RunTable
{
    /// <summary>The tag of an input that says what it was used for.</summary>
    internal const string ContextTag = "mlflow.data.context";

    internal static void Insert(Session session, RunRecord run, ProcessOwner owner)
    {
        var experiment = ExperimentOf(session, run);
        session.Execute(
            """
            INSERT INTO runs (id, experiment_id, artifact_uri, user_name, parent_id, name, status, started_at, seed, threads, command, code,
                environment, owner_machine, owner_boot, owner_process, owner_started)
            VALUES (@id, @experiment, @uri, @user, @parent, @name, @status, @started, @seed, @threads, @command, @code,
                @environment, @machine, @boot, @process, @processStarted)
            """,
            ("@id", run.Id),
            ("@experiment", experiment.Id),
            ("@uri", ArtifactAddress.Append(experiment.Location, $"{run.Id}/artifacts")),
            ("@user", Portable.Text(Environment.UserName)),
            ("@parent", run.ParentId),
            ("@name", Portable.Text(run.Name)),
            ("@status", run.Status.Name()),
            ("@started", run.Started.ToUnixTimeMilliseconds()),
            ("@seed", run.Seed is { } seed ? unchecked((long)seed) : null),
            ("@threads", run.Threads is { } threads ? (long)threads : null),
            ("@command", JsonSerializer.Serialize(run.Command.Select(Portable.Text), JsonRules.Compact)),
            ("@code", run.Code is null ? null : Portable.Text(JsonSerializer.Serialize(run.Code, JsonRules.Compact))),
            ("@environment", run.Environment is null ? null : Portable.Text(JsonSerializer.Serialize(run.Environment, JsonRules.Compact))),
            ("@machine", owner.Machine),
            ("@boot", owner.Boot),
            ("@process", owner.Process),
            ("@processStarted", owner.Started));
        // MLflow's clients find name and parent here.
        var tags = new Dictionary<string, string>();
        if (run.Name.Length > 0)
        {
            tags[RemoteRuns.NameTag] = run.Name;
        }

        if (run.ParentId is not null)
        {
            tags[RemoteRuns.ParentTag] = run.ParentId;
        }

        Append(session, run.Id, new RunBatch { Tags = tags }, run.Started);
    }

    /// <summary>Lets a run that is still going pass.</summary>
    /// <exception cref="AssayException"><c>store.run-missing</c>, <c>store.run-ended</c>.</exception>
    internal static void CheckRunning(Session session, string run)
    {
        var status = session.Query("SELECT status FROM runs WHERE id = @id", row => row.GetString(0), ("@id", run)).SingleOrDefault();
        if (status != "running")
        {
            throw status is null
                ? new AssayException("store.run-missing", $"Run {run} was deleted while it was running; start it again.")
                : new AssayException("store.run-ended", $"Run {run} is {status}: nothing can be added. Resume it or start another.");
        }
    }

    /// <summary>Records a batch; nothing is checked about the run but that it is there.</summary>
    internal static void Append(Session session, string run, RunBatch batch, DateTimeOffset now)
    {
        foreach (var (key, value) in batch.Parameters)
        {
            SetParameter(session, run, Portable.Key(key), Portable.Text(value));
        }

        foreach (var (key, value) in batch.Tags)
        {
            session.Execute(
                """
                INSERT INTO run_tags (run_id, key, value) VALUES (@run, @key, @value)
                ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value
                """,
                ("@run", run),
                ("@key", Portable.Key(key)),
                ("@value", Portable.Text(value)));
        }

        MetricTable.Append(session, run, batch.Metrics, now);
    }

    internal static void AddInput(Session session, string run, RunInput input)
    {
        session.Execute(
            """
            INSERT INTO datasets (id, name, digest, source, rows, schema_text, profile)
            VALUES (@id, @name, @digest, @source, @rows, @schema, @profile) ON CONFLICT (digest, name, source) DO NOTHING
            """,
            ("@id", Counter.Next(session, "dataset")),
            ("@name", Portable.Key(input.Name, 500)),
            ("@digest", Portable.Key(input.Digest)),
            ("@source", Portable.Text(input.Source)),
            ("@rows", input.Rows),
            ("@schema", input.Schema is null ? null : Portable.Text(input.Schema)),
            ("@profile", input.Profile is null ? null : Portable.Text(input.Profile)));
        var ordinal = Counter.Next(session, "input");
        session.Execute(
            """
            INSERT INTO run_inputs (run_id, ordinal, dataset_id, context)
            SELECT @run, @ordinal, id, @context FROM datasets WHERE digest = @digest AND name = @name AND source = @source
            """,
            ("@run", run),
            ("@ordinal", ordinal),
            ("@context", Portable.Text(input.Context)),
            ("@digest", Portable.Key(input.Digest)),
            ("@name", Portable.Key(input.Name, 500)),
            ("@source", Portable.Text(input.Source)));
        TagInput(session, (run, ordinal), ContextTag, input.Context);
    }

    internal static void TagInput(Session session, (string Run, long Ordinal) input, string key, string value) => session.Execute(
        """
        INSERT INTO run_input_tags (run_id, ordinal, key, value) VALUES (@run, @ordinal, @key, @value)
        ON CONFLICT (run_id, ordinal, key) DO UPDATE SET value = excluded.value
        """,
        ("@run", input.Run),
        ("@ordinal", input.Ordinal),
        ("@key", Portable.Text(key)),
        ("@value", Portable.Text(value)));

    /// <summary>Ends a run that is still running; false when it is not.</summary>
    internal static bool End(Session session, string run, RunStatus status, (DateTimeOffset Time, string? Error) end)
    {
        MetricTable.Pack(session, run);
        return session.Execute(
            "UPDATE runs SET status = @status, ended_at = @ended, error = @error WHERE id = @id AND status = 'running'",
            ("@status", status.Name()),
            ("@ended", end.Time.ToUnixTimeMilliseconds()),
            ("@error", end.Error is null ? null : Portable.Text(end.Error)),
            ("@id", run)) == 1;
    }

    internal static void TakeOver(Session session, string run, ProcessOwner owner) => session.Execute(
        """
        UPDATE runs SET status = 'running', ended_at = NULL, error = NULL, owner_machine = @machine, owner_boot = @boot,
            owner_process = @process, owner_started = @started WHERE id = @id
        """,
        ("@machine", owner.Machine),
        ("@boot", owner.Boot),
        ("@process", owner.Process),
        ("@started", owner.Started),
        ("@id", run));

    /// <summary>Marks runs as interrupted whose process is certainly dead.</summary>
    internal static void MarkDead(Session session, ProcessOwner here)
    {
        foreach (var (run, owner) in Owners(session).Where(o => o.Owner.IsDead(here)))
        {
            session.Execute(
                """
                UPDATE runs SET status = 'interrupted', error = @error, ended_at = (
                    SELECT COALESCE(MAX(last_time), runs.started_at) FROM metric_series WHERE run_id = @id)
                WHERE id = @id AND status = 'running'
                """,
                ("@error", $"Process {owner.Process} on {owner.Machine} died before it ended this run."),
                ("@id", run));
        }
    }

    internal static List<(string Run, ProcessOwner Owner)> Owners(Session session) => session.Query(
        "SELECT id, owner_machine, owner_boot, owner_process, owner_started FROM runs WHERE status = 'running' AND owner_machine <> ''",
        row => (row.GetString(0), new ProcessOwner(row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4))));

    private static (long Id, string Location) ExperimentOf(Session session, RunRecord run)
    {
        if (run.ParentId is not null)
        {
            return session.First(
                "SELECT e.id, e.artifact_location FROM runs r JOIN experiments e ON e.id = r.experiment_id WHERE r.id = @id",
                Place,
                ("@id", run.ParentId));
        }

        var name = Portable.Key(run.Experiment, 500);
        (string, object?) key = ("@name", name);
        const string Named = "SELECT id, artifact_location FROM experiments WHERE name = @name";
        if (session.Query(Named, Place, key) is [var known])
        {
            return known;
        }

        ExperimentTable.Create(session, name, (ArtifactAddress.Default, null), run.Started.ToUnixTimeMilliseconds());
        return session.First(Named, Place, key);

        static (long, string) Place(System.Data.Common.DbDataReader row) => (row.GetInt64(0), row.GetString(1));
    }

    private static void SetParameter(Session session, string run, string key, string value)
    {
        var added = session.Execute(
            "INSERT INTO run_parameters (run_id, key, value) VALUES (@run, @key, @value) ON CONFLICT (run_id, key) DO NOTHING",
            ("@run", run),
            ("@key", key),
            ("@value", value));
        if (added == 1)
        {
            return;
        }

        var known = session.Query(
            "SELECT value FROM run_parameters WHERE run_id = @run AND key = @key", row => row.GetString(0), ("@run", run), ("@key", key)).Single();
        if (known != value)
        {
            throw new AssayException(
                "store.parameter-changed",
                $"Parameter \"{key}\" of run {run} is \"{known}\" already; it cannot become \"{value}\". Start another run for other parameters.");
        }
    }
}
