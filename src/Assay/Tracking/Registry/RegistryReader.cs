using System.Data.Common;

namespace Assay.Tracking.Registry;

/// <summary>Reads registered models and versions with what hangs on them.</summary>
internal static class RegistryReader
{
    private const string ModelColumns = "m.id, m.name, m.description, m.created_at, m.updated_at";

    private const string VersionColumns =
        "m.name, v.version, v.model_id, v.created_at, v.updated_at, v.stage, v.description, v.source, v.location, v.run_id, v.run_link, v.logged_model_id";

    private const string FromVersions = "FROM model_versions v JOIN registered_models m ON m.id = v.model_id ";

    /// <summary>Models with tags, aliases and latest versions.</summary>
    /// <param name="session">Where.</param>
    /// <param name="rest">What stands behind FROM registered_models m.</param>
    /// <param name="values">The values of its parameters.</param>
    internal static List<RegisteredModel> Models(Session session, string rest, params (string, object?)[] values) =>
        session.Query($"SELECT {ModelColumns} FROM registered_models m {rest}", Model, values).ConvertAll(model => model with
        {
            Tags = session.Query(
                "SELECT key, value FROM registered_model_tags WHERE model_id = @model ORDER BY key", Pair, ("@model", model.Id)),
            Aliases = session.Query(
                "SELECT alias, version FROM model_aliases WHERE model_id = @model ORDER BY alias",
                row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)),
                ("@model", model.Id)),
            Latest = Latest(session, model.Id),
        });

    /// <summary>Versions with tags and aliases.</summary>
    /// <param name="session">Where.</param>
    /// <param name="rest">What stands behind FROM model_versions v JOIN registered_models m.</param>
    /// <param name="values">The values of its parameters.</param>
    internal static List<ModelVersion> Versions(Session session, string rest, params (string, object?)[] values) =>
        session.Query($"SELECT {VersionColumns} {FromVersions}{rest}", Version, values).ConvertAll(version => version with
        {
            Tags = session.Query(
                "SELECT key, value FROM model_version_tags WHERE model_id = @model AND version = @version ORDER BY key",
                Pair,
                ("@model", version.ModelId),
                ("@version", version.Version)),
            Aliases = session.Query(
                "SELECT alias FROM model_aliases WHERE model_id = @model AND version = @version ORDER BY alias",
                row => row.GetString(0),
                ("@model", version.ModelId),
                ("@version", version.Version)),
        });

    /// <exception cref="AssayException"><c>store.model-missing</c>.</exception>
    internal static RegisteredModel Model(Session session, string name) =>
        Models(session, "WHERE m.name = @name", ("@name", name)) is [var model] ? model : throw RegistryErrors.NoModel(name);

    /// <exception cref="AssayException"><c>store.model-version-missing</c>, also when there is no such model.</exception>
    internal static ModelVersion Version(Session session, string name, long version) =>
        Versions(session, "WHERE m.name = @name AND v.version = @version", ("@name", name), ("@version", version)) is [var found]
            ? found
            : throw RegistryErrors.NoVersion(name, version);

    // The newest of each stage, in the order the stages first appear; MLflow leaves the aliases out here.
    private static List<ModelVersion> Latest(Session session, long model) => Versions(
        session,
        """
        WHERE v.model_id = @model AND v.version IN (SELECT MAX(n.version) FROM model_versions n WHERE n.model_id = @model GROUP BY n.stage)
        ORDER BY (SELECT MIN(f.version) FROM model_versions f WHERE f.model_id = @model AND f.stage = v.stage)
        """,
        ("@model", model)).ConvertAll(version => version with { Aliases = [] });

    private static RegisteredModel Model(DbDataReader row) => new(row.GetString(1))
    {
        Id = row.GetInt64(0),
        Description = Portable.Text(row, 2),
        Created = row.GetInt64(3),
        Updated = row.GetInt64(4),
    };

    private static ModelVersion Version(DbDataReader row) => new(row.GetString(0), row.GetInt64(1))
    {
        ModelId = row.GetInt64(2),
        Created = row.GetInt64(3),
        Updated = row.GetInt64(4),
        Stage = row.GetString(5),
        Description = row.GetString(6),
        Source = row.GetString(7),
        Location = row.GetString(8),
        RunId = row.GetString(9),
        RunLink = row.GetString(10),
        LoggedModelId = Portable.Text(row, 11),
    };

    private static KeyValuePair<string, string> Pair(DbDataReader row) => KeyValuePair.Create(row.GetString(0), row.GetString(1));
}
