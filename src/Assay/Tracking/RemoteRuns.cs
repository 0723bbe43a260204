using Assay.Tracking.Points;

namespace Assay.Tracking;

/// <summary>Runs that clients of the server write: they own no process here, may be added to after their end, and can be deleted and restored.</summary>
/// <remarks>Messages are MLflow's, because its clients show them.</remarks>
internal static class RemoteRuns
{
    internal const string NameTag = "mlflow.runName";
    internal const string ParentTag = "mlflow.parentRunId";

    /// <summary>Begins a run; it has the tag <c>mlflow.runName</c> whether sent or not.</summary>
    /// <exception cref="AssayException"><c>store.experiment-missing</c>, <c>store.experiment-deleted</c>, <c>store.run-name</c>.</exception>
    internal static void Create(Session session, string id, RemoteRunStart start, Func<string> invent)
    {
        var experiment = ExperimentTable.Active(session, start.ExperimentId);
        var tagged = start.Tags.LastOrDefault(t => t.Key == NameTag).Value ?? "";
        if (start.Name.Length > 0 && tagged.Length > 0 && start.Name != tagged)
        {
            throw new AssayException(
                "store.run-name",
                "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values "
                + $"(run_name='{start.Name}', mlflow.runName='{tagged}').");
        }

        var name = start.Name.Length > 0 ? start.Name : tagged.Length > 0 ? tagged : invent();
        session.Execute(
            """
            INSERT INTO runs (id, experiment_id, name, status, started_at, user_name, artifact_uri, command,
                owner_machine, owner_boot, owner_process, owner_started)
            VALUES (@id, @experiment, @name, 'running', @started, @user, @uri, '[]', '', '', 0, 0)
            """,
            ("@id", id),
            ("@experiment", experiment.Id),
            ("@name", Portable.Text(name)),
            ("@started", start.Started),
            ("@user", Portable.Text(start.User)),
            ("@uri", ArtifactAddress.Append(experiment.ArtifactLocation, $"{id}/artifacts")));
        foreach (var (key, value) in start.Tags.Append(KeyValuePair.Create(NameTag, name)))
        {
            SetTag(session, id, key, value);
        }
    }

    /// <summary>Lets an active run pass.</summary>
    /// <exception cref="AssayException"><c>store.run-missing</c>, <c>store.run-deleted</c>.</exception>
    internal static void CheckActive(Session session, string id)
    {
        var active = session.First<long?>("SELECT active FROM runs WHERE id = @id", row => row.GetInt64(0), ("@id", id)) ?? throw Missing(id);
        if (active == 0)
        {
            throw new AssayException("store.run-deleted", $"The run {id} must be in the 'active' state. Current state is deleted.");
        }
    }

    /// <summary>Sets a tag; the name and the parent of a run are tags that mean more.</summary>
    internal static void SetTag(Session session, string id, string key, string value)
    {
        session.Execute(
            "INSERT INTO run_tags (run_id, key, value) VALUES (@run, @key, @value) ON CONFLICT (run_id, key) DO UPDATE SET value = excluded.value",
            ("@run", id),
            ("@key", Portable.Text(key)),
            ("@value", Portable.Text(value)));
        if (key == NameTag)
        {
            session.Execute("UPDATE runs SET name = @name WHERE id = @id", ("@name", Portable.Text(value)), ("@id", id));
        }
        else if (key == ParentTag)
        {
            SetParent(session, id, value);
        }
    }

    /// <summary>Removes a tag.</summary>
    /// <exception cref="AssayException"><c>store.tag-missing</c>.</exception>
    internal static void DeleteTag(Session session, string id, string key)
    {
        if (session.Execute("DELETE FROM run_tags WHERE run_id = @run AND key = @key", ("@run", id), ("@key", key)) == 0)
        {
            throw new AssayException("store.tag-missing", $"No tag with name: {key} in run with id {id}");
        }

        if (key == ParentTag)
        {
            session.Execute("UPDATE runs SET parent_id = NULL WHERE id = @id", ("@id", id));
        }
    }

    /// <summary>Records parameters, each once; what was there stays.</summary>
    /// <returns>The first that has another value already, if any; nothing is recorded then that a caller would keep.</returns>
    internal static List<(string Key, string Known, string Sent)> AddParameters(
        Session session, string id, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        var clashes = new List<(string, string, string)>();
        foreach (var (key, value) in parameters)
        {
            var added = session.Execute(
                "INSERT INTO run_parameters (run_id, key, value) VALUES (@run, @key, @value) ON CONFLICT (run_id, key) DO NOTHING",
                ("@run", id),
                ("@key", Portable.Text(key)),
                ("@value", Portable.Text(value)));
            var known = added == 1 ? null : session.First(
                "SELECT value FROM run_parameters WHERE run_id = @run AND key = @key", row => row.GetString(0), ("@run", id), ("@key", Portable.Text(key)));
            if (known is not null && known != Portable.Text(value))
            {
                clashes.Add((key, known, value));
            }
        }

        return clashes;
    }

    /// <summary>Records one parameter.</summary>
    /// <exception cref="AssayException"><c>store.parameter-changed</c>.</exception>
    internal static void AddParameter(Session session, string id, string key, string value)
    {
        if (AddParameters(session, id, [KeyValuePair.Create(key, value)]) is [var clash])
        {
            throw new AssayException(
                "store.parameter-changed",
                $"Changing param values is not allowed. Param with key='{key}' was already logged with value='{clash.Known}' for run ID='{id}'. "
                + $"Attempted logging new value '{value}'.");
        }
    }

    /// <summary>Changes status, end and name; what is null stays.</summary>
    internal static void Update(Session session, string id, (RunStatus? Status, long? Ended, string? Name) change)
    {
        session.Execute(
            "UPDATE runs SET status = COALESCE(@status, status), ended_at = COALESCE(@ended, ended_at) WHERE id = @id",
            ("@status", change.Status?.Name()),
            ("@ended", change.Ended),
            ("@id", id));
        if (!string.IsNullOrEmpty(change.Name))
        {
            SetTag(session, id, NameTag, change.Name);
        }

        if (change.Status is RunStatus.Finished or RunStatus.Failed or RunStatus.Interrupted)
        {
            MetricTable.Pack(session, id);
        }
    }

    /// <summary>Deletes or restores a run; nothing is lost.</summary>
    /// <exception cref="AssayException"><c>store.run-missing</c>.</exception>
    internal static void SetActive(Session session, string id, bool active, DateTimeOffset now)
    {
        var changed = session.Execute(
            "UPDATE runs SET active = @active, deleted_at = @deleted WHERE id = @id",
            ("@active", active ? 1L : 0L),
            ("@deleted", active ? null : now.ToUnixTimeMilliseconds()),
            ("@id", id));
        if (changed == 0)
        {
            throw Missing(id);
        }

        session.Execute("UPDATE metric_series SET active = @active WHERE run_id = @id", ("@active", active ? 1L : 0L), ("@id", id));
    }

    /// <summary>Records data a run was given; the same data again changes nothing.</summary>
    internal static void AddInput(Session session, string id, StoredInput input)
    {
        var (name, digest) = (Portable.Text(input.Name), Portable.Text(input.Digest));
        var dataset = Dataset(session, id, name, digest) ?? AddDataset(session, input);
        var known = session.Query(
            "SELECT 1 FROM run_inputs WHERE run_id = @run AND dataset_id = @dataset", row => row.GetInt64(0), ("@run", id), ("@dataset", dataset));
        if (known.Count > 0)
        {
            return;
        }

        var ordinal = Counter.Next(session, "input");
        session.Execute(
            "INSERT INTO run_inputs (run_id, ordinal, dataset_id, context) VALUES (@run, @ordinal, @dataset, @context)",
            ("@run", id),
            ("@ordinal", ordinal),
            ("@dataset", dataset),
            ("@context", Portable.Text(input.Tags.LastOrDefault(t => t.Key == RunTable.ContextTag).Value ?? "")));
        foreach (var (key, value) in input.Tags)
        {
            RunTable.TagInput(session, (id, ordinal), key, value);
        }
    }

    /// <summary>Links a logged model to a run.</summary>
    internal static void AddModel(Session session, string id, ModelLink link) => session.Execute(
        """
        INSERT INTO run_models (run_id, direction, model_id, step) VALUES (@run, @direction, @model, @step)
        ON CONFLICT (run_id, direction, model_id) DO UPDATE SET step = excluded.step
        """,
        ("@run", id),
        ("@direction", link.IsOutput ? "output" : "input"),
        ("@model", Portable.Text(link.ModelId)),
        ("@step", link.Step));

    /// <summary>Records a point of a logged model; the run has it besides, as a point of its own.</summary>
    internal static void AddModelPoint(Session session, string id, (string Key, StoredPoint Point) metric, (string Id, string Dataset, string Digest) model) =>
        session.Execute(
            """
            INSERT INTO model_metrics (model_id, run_id, key, step, time, value, dataset_name, dataset_digest)
            SELECT @model, @run, @key, @step, @time, @value, @dataset, @digest WHERE NOT EXISTS (
                SELECT 1 FROM model_metrics WHERE model_id = @model AND run_id = @run AND key = @key AND step = @step AND time = @time
                    AND COALESCE(value, 0) = COALESCE(@value, 0) AND dataset_name = @dataset AND dataset_digest = @digest)
            """,
            ("@model", Portable.Text(model.Id)),
            ("@run", id),
            ("@key", Portable.Text(metric.Key)),
            ("@step", metric.Point.Step),
            ("@time", metric.Point.Time),
            ("@value", Portable.Number(metric.Point.Value)),
            ("@dataset", Portable.Text(model.Dataset)),
            ("@digest", Portable.Text(model.Digest)));

    internal static AssayException Missing(string id) => new("store.run-missing", $"Run with id={id} not found");

    // A parent that is not there (yet), or that is a part of this run, stays a mere tag.
    private static void SetParent(Session session, string id, string parent) => session.Execute(
        """
        WITH RECURSIVE above (id) AS (
            SELECT id FROM runs WHERE id = @parent
            UNION SELECT r.parent_id FROM runs r JOIN above a ON r.id = a.id WHERE r.parent_id IS NOT NULL)
        UPDATE runs SET parent_id = (
            SELECT p.id FROM runs p WHERE p.id = @parent AND NOT EXISTS (SELECT 1 FROM above WHERE above.id = @id))
        WHERE id = @id
        """,
        ("@parent", parent),
        ("@id", id));

    // MLflow knows a data set by its name and digest within an experiment: what else was sent the first time stays.
    private static long? Dataset(Session session, string run, string name, string digest) => session.First<long?>(
        """
        SELECT d.id FROM datasets d JOIN run_inputs i ON i.dataset_id = d.id JOIN runs r ON r.id = i.run_id
        WHERE d.digest = @digest AND d.name = @name AND r.experiment_id = (SELECT experiment_id FROM runs WHERE id = @run) LIMIT 1
        """,
        row => row.GetInt64(0),
        ("@digest", digest),
        ("@name", name),
        ("@run", run));

    private static long AddDataset(Session session, StoredInput input)
    {
        (string, object?)[] key = [("@name", Portable.Text(input.Name)), ("@digest", Portable.Text(input.Digest)), ("@source", Portable.Text(input.Source))];
        session.Execute(
            """
            INSERT INTO datasets (id, name, digest, source, source_type, schema_text, profile)
            VALUES (@id, @name, @digest, @source, @type, @schema, @profile) ON CONFLICT (digest, name, source) DO NOTHING
            """,
            [
                ("@id", Counter.Next(session, "dataset")), .. key, ("@type", Portable.Text(input.SourceType)),
                ("@schema", input.Schema is null ? null : Portable.Text(input.Schema)),
                ("@profile", input.Profile is null ? null : Portable.Text(input.Profile)),
            ]);
        return session.Number("SELECT id FROM datasets WHERE digest = @digest AND name = @name AND source = @source", [.. key]);
    }
}
