using Microsoft.Data.Sqlite;

namespace Assay.Tracking.Import;

/// <summary>Reads the registered models of MLflow's SQLite store.</summary>
internal static class MlflowRegistry
{
    internal static IEnumerable<SourceModel> Read(SqliteConnection connection)
    {
        var versions = Versions(connection);
        var tags = Texts(connection, "SELECT name, key, value FROM registered_model_tags");
        var aliases = MlflowDatabase.Has(connection, "registered_model_aliases")
            ? Texts(connection, "SELECT name, alias, version FROM registered_model_aliases")
            : [];
        return MlflowDatabase.Query(
            connection,
            "SELECT name, description, creation_time, last_updated_time FROM registered_models ORDER BY name",
            row => new SourceModel(row.GetString(0))
            {
                Description = MlflowDatabase.Text(row, 1),
                Created = MlflowTexts.Time(MlflowDatabase.Text(row, 2)) ?? DateTimeOffset.UnixEpoch,
                Updated = MlflowTexts.Time(MlflowDatabase.Text(row, 3)) ?? DateTimeOffset.UnixEpoch,
                Tags = tags.GetValueOrDefault(row.GetString(0)) ?? [],
                Aliases = (aliases.GetValueOrDefault(row.GetString(0)) ?? []).ToDictionary(a => a.Key, a => int.Parse(a.Value)),
                Versions = [.. versions[row.GetString(0)]],
            });
    }

    private static ILookup<string, SourceModelVersion> Versions(SqliteConnection connection)
    {
        var tags = Texts(connection, "SELECT name || '/' || version, key, value FROM model_version_tags");
        return MlflowDatabase.Query(
            connection,
            """
            SELECT name, version, description, creation_time, last_updated_time, current_stage, source, run_id FROM model_versions
            WHERE current_stage <> 'Deleted_Internal' ORDER BY name, version
            """,
            row => (Model: row.GetString(0), Version: new SourceModelVersion(row.GetInt32(1))
            {
                Description = MlflowDatabase.Text(row, 2),
                Created = MlflowTexts.Time(MlflowDatabase.Text(row, 3)) ?? DateTimeOffset.UnixEpoch,
                Updated = MlflowTexts.Time(MlflowDatabase.Text(row, 4)) ?? DateTimeOffset.UnixEpoch,
                Stage = MlflowDatabase.Text(row, 5) is { Length: > 0 } stage ? stage : "None",
                Source = MlflowDatabase.Text(row, 6),
                RunId = MlflowDatabase.Text(row, 7) is { Length: > 0 } run ? run : null,
                Tags = tags.GetValueOrDefault($"{row.GetString(0)}/{row.GetInt32(1)}") ?? [],
            })).ToLookup(v => v.Model, v => v.Version);
    }

    private static Dictionary<string, Dictionary<string, string>> Texts(SqliteConnection connection, string sql) =>
        MlflowDatabase.Query(connection, sql, row => (Owner: row.GetString(0), Key: row.GetString(1), Value: MlflowDatabase.Text(row, 2)))
            .GroupBy(t => t.Owner).ToDictionary(g => g.Key, g => g.DistinctBy(t => t.Key).ToDictionary(t => t.Key, t => t.Value));
}
