namespace Assay.Tracking.Import;

/// <summary>Takes registered models over with their numbers and times; what the store has already stays as it is.</summary>
internal sealed class ModelImport(Store store, ImportLog log)
{
    private const int LongestName = 250;

    /// <summary>Adds a model, or those of its versions, tags and aliases that are missing.</summary>
    internal bool Add(SourceModel model)
    {
        if (model.Name.Trim().Length == 0 || model.Name.Length > LongestName)
        {
            log.Add($"registered model \"{ImportLog.Shown(model.Name)}\": expected a name of 1 to {LongestName} characters.");
            return false;
        }

        store.Database.Write(session =>
        {
            var id = Find(session, model.Name) ?? Insert(session, model);
            Texts(session, "registered_model_tags", [("model_id", id)], model.Tags);
            foreach (var version in model.Versions)
            {
                AddVersion(session, id, version);
                Texts(session, "model_version_tags", [("model_id", id), ("version", version.Version)], version.Tags);
            }

            foreach (var (alias, version) in model.Aliases.Where(a => model.Versions.Any(v => v.Version == a.Value)))
            {
                session.Execute(
                    "INSERT INTO model_aliases (model_id, alias, version) VALUES (@id, @alias, @version) ON CONFLICT (model_id, alias) DO NOTHING",
                    ("@id", id),
                    ("@alias", Portable.Text(alias)),
                    ("@version", (long)version));
            }
        });
        return true;
    }

    private static long? Find(Session session, string name) =>
        session.First<long?>("SELECT id FROM registered_models WHERE name = @name", row => row.GetInt64(0), ("@name", Portable.Text(name)));

    private static long Insert(Session session, SourceModel model)
    {
        var id = Counter.Next(session, "model");
        session.Execute(
            """
            INSERT INTO registered_models (id, name, description, created_at, updated_at, last_version)
            VALUES (@id, @name, @description, @created, @updated, 0)
            """,
            ("@id", id),
            ("@name", Portable.Text(model.Name)),
            ("@description", model.Description.Length == 0 ? null : Portable.Text(model.Description)),
            ("@created", model.Created.ToUnixTimeMilliseconds()),
            ("@updated", model.Updated.ToUnixTimeMilliseconds()));
        return id;
    }

    // The place is only ever one of ours: the files of a run the store holds, or none. What the other system called it is kept as a text.
    private static void AddVersion(Session session, long model, SourceModelVersion version)
    {
        session.Execute(
            """
            INSERT INTO model_versions (model_id, version, created_at, updated_at, stage, description, source, location, run_id, run_link)
            VALUES (@model, @version, @created, @updated, @stage, @description, @source, @location, @run, '') ON CONFLICT (model_id, version) DO NOTHING
            """,
            ("@model", model),
            ("@version", (long)version.Version),
            ("@created", version.Created.ToUnixTimeMilliseconds()),
            ("@updated", version.Updated.ToUnixTimeMilliseconds()),
            ("@stage", version.Stage is "Staging" or "Production" or "Archived" ? version.Stage : "None"),
            ("@description", Portable.Text(version.Description)),
            ("@source", Portable.Text(version.Source)),
            ("@location", Place(session, version)),
            ("@run", Portable.Text(version.RunId ?? "")));
        session.Execute(
            "UPDATE registered_models SET last_version = @version WHERE id = @model AND last_version < @version",
            ("@model", model),
            ("@version", (long)version.Version));
    }

    private static string Place(Session session, SourceModelVersion version)
    {
        var address = version.RunId is null ? null : session.First(
            "SELECT artifact_uri FROM runs WHERE id = @id", row => row.GetString(0), ("@id", Portable.Text(version.RunId)));
        var files = $"/{version.RunId}/artifacts/";
        var found = version.Source.LastIndexOf(files, StringComparison.Ordinal);
        var name = found < 0 ? "" : version.Source[(found + files.Length)..].TrimEnd('/');
        return address is null || !IsName(name) ? "" : $"{address}/{name}";
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 500
        && name.Split('/').All(part => part is not ("" or "." or ".."))
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or ' ');

    private static void Texts(Session session, string table, (string Column, long Value)[] owner, IReadOnlyDictionary<string, string> texts)
    {
        var columns = string.Join(", ", owner.Select(o => o.Column));
        foreach (var (key, value) in texts.Where(t => t.Key.Length is > 0 and <= 250))
        {
            session.Execute(
                $"INSERT INTO {table} ({columns}, key, value) VALUES ({string.Join(", ", owner.Select(o => $"@{o.Column}"))}, @key, @value) ON CONFLICT DO NOTHING",
                [.. owner.Select(o => ($"@{o.Column}", (object?)o.Value)), ("@key", Portable.Text(key)), ("@value", Portable.Text(value))]);
        }
    }
}
