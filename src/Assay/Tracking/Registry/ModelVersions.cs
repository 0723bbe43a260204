namespace Assay.Tracking.Registry;

/// <summary>Versions of registered models. Each call is one transaction; messages are MLflow's.</summary>
internal sealed class ModelVersions(Store store)
{
    /// <exception cref="AssayException"><c>store.model-version-missing</c>.</exception>
    internal ModelVersion Get(string name, string version) =>
        store.Database.Read(session => RegistryReader.Version(session, name, RegistryRules.Version(version)));

    /// <summary>Makes the next version.</summary>
    /// <exception cref="AssayException"><c>store.model-missing</c>, <c>store.model-invalid</c>, and what a reference in the source misses.</exception>
    internal ModelVersion Create(VersionStart start)
    {
        foreach (var (key, value) in start.Tags)
        {
            RegistryRules.CheckTag("Model version", key, value);
        }

        return store.Database.Write(session =>
        {
            var model = RegistryReader.Model(session, start.Name);
            var now = ChangeClock.Now(session, store.Clock.GetUtcNow());
            var version = session.Number(
                "UPDATE registered_models SET last_version = last_version + 1, updated_at = @now WHERE id = @id RETURNING last_version",
                ("@now", now),
                ("@id", model.Id));
            Insert(session, (model.Id, version, now), start);
            foreach (var (key, value) in start.Tags)
            {
                PutTag(session, (model.Id, version), key, value);
            }

            return RegistryReader.Version(session, start.Name, version);
        });
    }

    /// <exception cref="AssayException"><c>store.model-version-missing</c>.</exception>
    internal ModelVersion Describe(string name, string version, string description) => Change(name, version, (session, known, now) => session.Execute(
        "UPDATE model_versions SET description = @description, updated_at = @now WHERE model_id = @model AND version = @version",
        ("@description", Portable.Text(description)), ("@now", now), ("@model", known.ModelId), ("@version", known.Version)));

    /// <summary>Moves a version to a stage; others in that stage are archived when asked for.</summary>
    /// <exception cref="AssayException"><c>store.model-version-missing</c>, <c>store.model-invalid</c>.</exception>
    internal ModelVersion Move(string name, string version, (string Stage, bool ArchiveOthers) target)
    {
        var stage = RegistryRules.Stage(target.Stage);
        if (target.ArchiveOthers && stage is not ("Staging" or "Production"))
        {
            throw RegistryErrors.Invalid(
                $"Model version transition cannot archive existing model versions because '{stage}' is not an Active stage. Valid stages are Staging, Production");
        }

        return Change(name, version, (session, known, now) =>
        {
            if (target.ArchiveOthers)
            {
                session.Execute(
                    "UPDATE model_versions SET stage = 'Archived', updated_at = @now WHERE model_id = @model AND version <> @version AND stage = @stage",
                    ("@now", now), ("@model", known.ModelId), ("@version", known.Version), ("@stage", stage));
            }

            session.Execute(
                "UPDATE model_versions SET stage = @stage, updated_at = @now WHERE model_id = @model AND version = @version",
                ("@stage", stage), ("@now", now), ("@model", known.ModelId), ("@version", known.Version));
            Touch(session, known.ModelId, now);
        });
    }

    /// <exception cref="AssayException"><c>store.model-version-missing</c>.</exception>
    internal void Delete(string name, string version) => store.Database.Write(session =>
    {
        var known = RegistryReader.Version(session, name, RegistryRules.Version(version));
        session.Execute(
            "DELETE FROM model_versions WHERE model_id = @model AND version = @version", ("@model", known.ModelId), ("@version", known.Version));
        Touch(session, known.ModelId, ChangeClock.Now(session, store.Clock.GetUtcNow()));
    });

    /// <exception cref="AssayException"><c>store.model-version-missing</c>, <c>store.model-invalid</c>.</exception>
    internal void SetTag((string Name, string Version) target, string key, string value)
    {
        RegistryRules.CheckTag("Model version", key, value);
        var version = RegistryRules.Version(target.Version);
        store.Database.Write(session =>
        {
            var known = RegistryReader.Version(session, target.Name, version);
            PutTag(session, (known.ModelId, known.Version), key, value);
        });
    }

    /// <exception cref="AssayException"><c>store.model-version-missing</c>.</exception>
    internal void DeleteTag(string name, string version, string key) => store.Database.Write(session =>
    {
        var known = RegistryReader.Version(session, name, RegistryRules.Version(version));
        session.Execute(
            "DELETE FROM model_version_tags WHERE model_id = @model AND version = @version AND key = @key",
            ("@model", known.ModelId), ("@version", known.Version), ("@key", Portable.Text(key)));
    });

    private ModelVersion Change(string name, string version, Action<Session, ModelVersion, long> change)
    {
        var number = RegistryRules.Version(version);
        return store.Database.Write(session =>
        {
            change(session, RegistryReader.Version(session, name, number), ChangeClock.Now(session, store.Clock.GetUtcNow()));
            return RegistryReader.Version(session, name, number);
        });
    }

    private static void Touch(Session session, long model, long now) =>
        session.Execute("UPDATE registered_models SET updated_at = @now WHERE id = @id", ("@now", now), ("@id", model));

    private static void Insert(Session session, (long Model, long Version, long Now) key, VersionStart start) => session.Execute(
        """
        INSERT INTO model_versions (model_id, version, created_at, updated_at, stage, description, source, location, run_id, run_link, logged_model_id)
        VALUES (@model, @version, @now, @now, 'None', @description, @source, @location, @run, @link, @logged)
        """,
        ("@model", key.Model),
        ("@version", key.Version),
        ("@now", key.Now),
        ("@description", Portable.Text(start.Description)),
        ("@source", Portable.Text(start.Source)),
        ("@location", Portable.Text(ModelSource.Follow(session, start.Source))),
        ("@run", Portable.Text(start.RunId)),
        ("@link", Portable.Text(start.RunLink)),
        ("@logged", start.LoggedModelId));

    private static void PutTag(Session session, (long Model, long Version) target, string key, string value) => session.Execute(
        """
        INSERT INTO model_version_tags (model_id, version, key, value) VALUES (@model, @version, @key, @value)
        ON CONFLICT (model_id, version, key) DO UPDATE SET value = excluded.value
        """,
        ("@model", target.Model),
        ("@version", target.Version),
        ("@key", Portable.Text(key)),
        ("@value", Portable.Text(value)));
}
