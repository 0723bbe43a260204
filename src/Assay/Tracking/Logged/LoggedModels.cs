namespace Assay.Tracking.Logged;

/// <summary>Makes and changes logged models. Each call is one transaction; messages are MLflow's.</summary>
internal sealed class LoggedModels(Store store)
{
    private const string ForbiddenInNames = "/:.%\"'";

    /// <exception cref="AssayException"><c>store.logged-model-missing</c>.</exception>
    internal LoggedModel Get(string id) => store.Database.Read(session => Get(session, id));

    /// <summary>Makes a model that waits for its files.</summary>
    /// <exception cref="AssayException"><c>store.experiment-missing</c>, <c>store.experiment-deleted</c>, <c>store.model-invalid</c>.</exception>
    internal LoggedModel Create(LoggedModelStart start)
    {
        if (start.Name.Any(c => ForbiddenInNames.Contains(c)))
        {
            throw Registry.RegistryErrors.Invalid(
                $"Invalid model name ({start.Name}) provided. Model name must be a non-empty string and cannot contain the following characters: "
                + "('/', ':', '.', '%', '\"', \"'\")");
        }

        var id = $"m-{store.NewId()}";
        return store.Database.Write(session =>
        {
            var experiment = ExperimentTable.Active(session, start.ExperimentId);
            var now = store.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            session.Execute(
                """
                INSERT INTO logged_models (id, experiment_id, name, model_type, source_run_id, artifact_uri, status, created_at, updated_at)
                VALUES (@id, @experiment, @name, @type, @run, @uri, 'LOGGED_MODEL_PENDING', @now, @now)
                """,
                ("@id", id),
                ("@experiment", experiment.Id),
                ("@name", Portable.Text(start.Name.Length > 0 ? start.Name : $"model-{id[^6..]}")),
                ("@type", Portable.Text(start.ModelType)),
                ("@run", Portable.Text(start.SourceRunId)),
                ("@uri", ArtifactAddress.Append(experiment.ArtifactLocation, $"models/{id}/artifacts")),
                ("@now", now));
            Put(session, "logged_model_params", id, start.Parameters);
            Put(session, "logged_model_tags", id, start.Tags);
            return Get(session, id);
        });
    }

    /// <summary>Says whether the files have arrived.</summary>
    /// <exception cref="AssayException"><c>store.logged-model-missing</c>.</exception>
    internal LoggedModel Finish(string id, string status) => store.Database.Write(session =>
    {
        Get(session, id);
        Touch(session, id);
        session.Execute("UPDATE logged_models SET status = @status WHERE id = @id", ("@status", status), ("@id", id));
        return Get(session, id);
    });

    /// <exception cref="AssayException"><c>store.logged-model-missing</c>.</exception>
    internal void Delete(string id) => store.Database.Write(session =>
    {
        Get(session, id);
        session.Execute(
            "UPDATE logged_models SET deleted_at = @now WHERE id = @id", ("@now", store.Clock.GetUtcNow().ToUnixTimeMilliseconds()), ("@id", id));
    });

    /// <exception cref="AssayException"><c>store.logged-model-missing</c>.</exception>
    internal void AddParameters(string id, IReadOnlyList<KeyValuePair<string, string>> parameters) =>
        Change(id, session => Put(session, "logged_model_params", id, parameters));

    /// <exception cref="AssayException"><c>store.logged-model-missing</c>.</exception>
    internal void SetTags(string id, IReadOnlyList<KeyValuePair<string, string>> tags) =>
        Change(id, session => Put(session, "logged_model_tags", id, tags));

    /// <exception cref="AssayException"><c>store.logged-model-missing</c>, <c>store.tag-missing</c>.</exception>
    internal void DeleteTag(string id, string key) => Change(id, session =>
    {
        if (session.Execute("DELETE FROM logged_model_tags WHERE model_id = @id AND key = @key", ("@id", id), ("@key", Portable.Text(key))) == 0)
        {
            throw new AssayException("store.tag-missing", $"No tag with key '{key}' found for model with ID '{id}'.");
        }
    });

    internal static AssayException Missing(string id) => new("store.logged-model-missing", $"Logged model with ID '{id}' not found.");

    private void Change(string id, Action<Session> change) => store.Database.Write(session =>
    {
        Get(session, id);
        change(session);
        Touch(session, id);
    });

    private void Touch(Session session, string id) => session.Execute(
        "UPDATE logged_models SET updated_at = @now WHERE id = @id", ("@now", store.Clock.GetUtcNow().ToUnixTimeMilliseconds()), ("@id", id));

    private static LoggedModel Get(Session session, string id) =>
        LoggedModelReader.Read(session, "AND g.id = @id", ("@id", id)) is [var model] ? model : throw Missing(id);

    private static void Put(Session session, string table, string id, IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        foreach (var (key, value) in pairs)
        {
            session.Execute(
                $"INSERT INTO {table} (model_id, key, value) VALUES (@id, @key, @value) ON CONFLICT (model_id, key) DO UPDATE SET value = excluded.value",
                ("@id", id),
                ("@key", Portable.Text(key)),
                ("@value", Portable.Text(value)));
        }
    }
}
