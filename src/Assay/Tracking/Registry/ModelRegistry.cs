namespace Assay.Tracking.Registry;

/// <summary>Names, tags and aliases of registered models. Each call is one transaction; messages are MLflow's.</summary>
internal sealed class ModelRegistry(Store store)
{
    /// <exception cref="AssayException"><c>store.model-missing</c>.</exception>
    internal RegisteredModel Get(string name) => store.Database.Read(session => RegistryReader.Model(session, name));

    /// <exception cref="AssayException"><c>store.model-exists</c>, <c>store.model-invalid</c>.</exception>
    internal RegisteredModel Create(string name, string? description, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        RegistryRules.CheckName(name);
        foreach (var (key, value) in tags)
        {
            RegistryRules.CheckTag("Registered model", key, value);
        }

        return store.Database.Write(session =>
        {
            CheckFree(session, name);
            var now = ChangeClock.Now(session, store.Clock.GetUtcNow());
            var id = Counter.Next(session, "model");
            session.Execute(
                """
                INSERT INTO registered_models (id, name, description, created_at, updated_at, last_version)
                VALUES (@id, @name, @description, @now, @now, 0)
                """,
                ("@id", id),
                ("@name", Portable.Text(name)),
                ("@description", Description(description)),
                ("@now", now));
            foreach (var (key, value) in tags)
            {
                PutTag(session, id, key, value);
            }

            return RegistryReader.Model(session, name);
        });
    }

    /// <exception cref="AssayException"><c>store.model-missing</c>, <c>store.model-exists</c>, <c>store.model-invalid</c>.</exception>
    internal RegisteredModel Rename(string name, string newName)
    {
        RegistryRules.CheckName(newName);
        return store.Database.Write(session =>
        {
            var model = RegistryReader.Model(session, name);
            if (newName != name)
            {
                CheckFree(session, newName);
            }

            var now = ChangeClock.Now(session, store.Clock.GetUtcNow());
            session.Execute(
                "UPDATE registered_models SET name = @name, updated_at = @now WHERE id = @id",
                ("@name", Portable.Text(newName)), ("@now", now), ("@id", model.Id));
            session.Execute("UPDATE model_versions SET updated_at = @now WHERE model_id = @id", ("@now", now), ("@id", model.Id));
            return RegistryReader.Model(session, newName);
        });
    }

    /// <exception cref="AssayException"><c>store.model-missing</c>.</exception>
    internal RegisteredModel Describe(string name, string? description) => store.Database.Write(session =>
    {
        var model = RegistryReader.Model(session, name);
        session.Execute(
            "UPDATE registered_models SET description = @description, updated_at = @now WHERE id = @id",
            ("@description", Description(description)),
            ("@now", ChangeClock.Now(session, store.Clock.GetUtcNow())),
            ("@id", model.Id));
        return RegistryReader.Model(session, name);
    });

    /// <exception cref="AssayException"><c>store.model-missing</c>.</exception>
    internal void Delete(string name) => store.Database.Write(session =>
    {
        session.Execute("DELETE FROM registered_models WHERE id = @id", ("@id", RegistryReader.Model(session, name).Id));
    });

    /// <exception cref="AssayException"><c>store.model-missing</c>, <c>store.model-invalid</c>.</exception>
    internal void SetTag(string name, string key, string value)
    {
        RegistryRules.CheckTag("Registered model", key, value);
        store.Database.Write(session => PutTag(session, RegistryReader.Model(session, name).Id, key, value));
    }

    /// <exception cref="AssayException"><c>store.model-missing</c>.</exception>
    internal void DeleteTag(string name, string key) => store.Database.Write(session =>
    {
        session.Execute(
            "DELETE FROM registered_model_tags WHERE model_id = @id AND key = @key",
            ("@id", RegistryReader.Model(session, name).Id),
            ("@key", Portable.Text(key)));
    });

    /// <exception cref="AssayException"><c>store.model-version-missing</c>, <c>store.model-invalid</c>.</exception>
    internal void SetAlias(string name, string alias, string version)
    {
        RegistryRules.CheckAlias(alias);
        store.Database.Write(session =>
        {
            var pointed = RegistryReader.Version(session, name, RegistryRules.Version(version));
            session.Execute(
                """
                INSERT INTO model_aliases (model_id, alias, version) VALUES (@id, @alias, @version)
                ON CONFLICT (model_id, alias) DO UPDATE SET version = excluded.version
                """,
                ("@id", pointed.ModelId),
                ("@alias", alias),
                ("@version", pointed.Version));
        });
    }

    /// <exception cref="AssayException"><c>store.model-missing</c>.</exception>
    internal void DeleteAlias(string name, string alias) => store.Database.Write(session =>
    {
        session.Execute(
            "DELETE FROM model_aliases WHERE model_id = @id AND alias = @alias",
            ("@id", RegistryReader.Model(session, name).Id),
            ("@alias", alias));
    });

    /// <exception cref="AssayException"><c>store.model-missing</c>, <c>store.model-invalid</c> for an unknown alias, <c>store.model-version-missing</c>.</exception>
    internal ModelVersion ByAlias(string name, string alias)
    {
        RegistryRules.CheckReserved(alias);
        return store.Database.Read(session =>
        {
            var found = RegistryReader.Model(session, name).Aliases.FirstOrDefault(a => a.Key == alias);
            return found.Key is null
                ? throw RegistryErrors.Invalid($"Registered model alias {alias} not found.")
                : RegistryReader.Version(session, name, found.Value);
        });
    }

    private static string? Description(string? description) => string.IsNullOrEmpty(description) ? null : Portable.Text(description);

    private static void PutTag(Session session, long model, string key, string value) => session.Execute(
        """
        INSERT INTO registered_model_tags (model_id, key, value) VALUES (@model, @key, @value)
        ON CONFLICT (model_id, key) DO UPDATE SET value = excluded.value
        """,
        ("@model", model),
        ("@key", Portable.Text(key)),
        ("@value", Portable.Text(value)));

    private static void CheckFree(Session session, string name)
    {
        if (session.Query("SELECT 1 FROM registered_models WHERE name = @name", _ => 1, ("@name", Portable.Text(name))).Count > 0)
        {
            throw RegistryErrors.Taken(name);
        }
    }
}
