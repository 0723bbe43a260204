using System.Data.Common;

namespace Assay.Tracking.Logged;

/// <summary>Reads logged models with what hangs on them.</summary>
internal static class LoggedModelReader
{
    private const int MostMetrics = 10_000;

    private const string Columns =
        "g.id, g.experiment_id, g.name, g.model_type, g.source_run_id, g.artifact_uri, g.status, g.created_at, g.updated_at";

    /// <summary>Logged models that were not deleted.</summary>
    /// <param name="session">Where.</param>
    /// <param name="rest">What stands behind <c>FROM logged_models g WHERE g.deleted_at IS NULL</c>.</param>
    /// <param name="values">The values of its parameters.</param>
    internal static List<LoggedModel> Read(Session session, string rest, params (string, object?)[] values) =>
        session.Query($"SELECT {Columns} FROM logged_models g WHERE g.deleted_at IS NULL {rest}", Head, values).ConvertAll(model => model with
        {
            Parameters = Pairs(session, "logged_model_params", model.Id),
            Tags = Pairs(session, "logged_model_tags", model.Id),
            Metrics = session.Query(
                $"SELECT key, value, time, step, run_id, dataset_name, dataset_digest FROM model_metrics WHERE model_id = @id ORDER BY key, step, time LIMIT {MostMetrics}",
                row => new LoggedModelMetric(row.GetString(0), Portable.Number(row, 1), row.GetInt64(2), row.GetInt64(3), row.GetString(4))
                {
                    DatasetName = row.GetString(5),
                    DatasetDigest = row.GetString(6),
                },
                ("@id", model.Id)),
            Registrations = session.Query(
                "SELECT m.name, v.version FROM model_versions v JOIN registered_models m ON m.id = v.model_id WHERE v.logged_model_id = @id ORDER BY m.name, v.version",
                row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)),
                ("@id", model.Id)),
        });

    private static List<KeyValuePair<string, string>> Pairs(Session session, string table, string model) => session.Query(
        $"SELECT key, value FROM {table} WHERE model_id = @id ORDER BY key", row => KeyValuePair.Create(row.GetString(0), row.GetString(1)), ("@id", model));

    private static LoggedModel Head(DbDataReader row) => new(row.GetString(0))
    {
        ExperimentId = row.GetInt64(1),
        Name = row.GetString(2),
        ModelType = row.GetString(3),
        SourceRunId = row.GetString(4),
        ArtifactUri = row.GetString(5),
        Status = row.GetString(6),
        Created = row.GetInt64(7),
        Updated = row.GetInt64(8),
    };
}
