using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Assay.Tracking.Import;

/// <summary>Reads MLflow's SQLite store of the 1.x, 2.x and 3.x schemas; the file is opened for reading only.</summary>
/// <remarks>Source: mlflow/store/tracking/dbmodels/models.py and mlflow/store/model_registry/dbmodels/models.py of 2.12 and 3.6. Columns and tables that came later are used where they are.</remarks>
internal static class MlflowDatabase
{
    internal static IEnumerable<SourceRun> Read(string path, ImportOptions options, ImportLog log) => Guarded(path, () =>
    {
        using var connection = Open(path);
        if (!Has(connection, "runs") || !Has(connection, "experiments"))
        {
            throw new AssayException("import.not-mlflow", $"{path} is an SQLite database, but not MLflow's: it has no tables \"runs\" and \"experiments\".");
        }

        log.Deleted += (int)Query(connection, "SELECT COUNT(*) FROM runs r JOIN experiments e ON e.experiment_id = r.experiment_id WHERE r.lifecycle_stage = 'deleted' OR e.lifecycle_stage = 'deleted'", row => row.GetInt64(0)).Single();
        var parents = Pairs(connection, "SELECT run_uuid, value FROM tags WHERE key = 'mlflow.parentRunId'");
        var names = Pairs(connection, "SELECT run_uuid, value FROM tags WHERE key = 'mlflow.runName'");
        var runs = Query(
            connection,
            """
            SELECT r.run_uuid, r.name, r.status, r.start_time, r.end_time, e.name, r.artifact_uri, r.user_id FROM runs r
            JOIN experiments e ON e.experiment_id = r.experiment_id WHERE COALESCE(r.lifecycle_stage, 'active') = 'active' AND COALESCE(e.lifecycle_stage, 'active') = 'active' ORDER BY r.start_time, r.run_uuid
            """,
            row => (Id: row.GetString(0), Name: Text(row, 1), Status: Text(row, 2), Started: Text(row, 3), Ended: Text(row, 4), Experiment: row.GetString(5), Artifacts: Text(row, 6), User: Text(row, 7)));
        return MlflowSource.ParentsFirst([.. runs.Select(r => Run(
            path,
            new SourceRun
            {
                Id = r.Id,
                Experiment = r.Experiment,
                Name = r.Name.Length > 0 ? r.Name : names.GetValueOrDefault(r.Id, ""),
                ParentId = parents.GetValueOrDefault(r.Id),
                Started = MlflowTexts.Time(r.Started) ?? DateTimeOffset.UnixEpoch,
                User = r.User,
                Status = MlflowTexts.Status(r.Status),
                Error = MlflowTexts.Error(r.Status),
                Ended = () => MlflowTexts.Time(r.Ended),
            },
            (r.Artifacts, options.Files),
            log)).OfType<SourceRun>()]);
    });

    /// <summary>The tags of experiments that are not deleted.</summary>
    internal static IEnumerable<SourceExperiment> Experiments(string path) => Guarded(path, () =>
    {
        using var connection = Open(path);
        return !Has(connection, "experiment_tags") ? [] : Query(
            connection,
            """
            SELECT e.name, t.key, t.value FROM experiment_tags t JOIN experiments e ON e.experiment_id = t.experiment_id
            WHERE COALESCE(e.lifecycle_stage, 'active') = 'active' ORDER BY e.name, t.key
            """,
            row => (Name: row.GetString(0), Key: row.GetString(1), Value: Text(row, 2)))
            .GroupBy(t => t.Name).Select(g => new SourceExperiment(g.Key, g.ToDictionary(t => t.Key, t => t.Value))).ToList();
    });

    internal static IEnumerable<SourceModel> Models(string path) => Guarded(path, () =>
    {
        using var connection = Open(path);
        return Has(connection, "registered_models") ? MlflowRegistry.Read(connection) : [];
    });

    internal static List<T> Query<T>(SqliteConnection connection, string sql, Func<DbDataReader, T> read, string? id = null)
    {
        using var command = Command(connection, sql, id);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    internal static bool Has(SqliteConnection connection, string table) =>
        Query(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = @id", row => row.GetString(0), table).Count == 1;

    internal static string Text(DbDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetValue(column).ToString() ?? "";

    private static SourceRun? Run(string path, SourceRun run, (string Uri, string? Folder) files, ImportLog log)
    {
        if (!MlflowTexts.IsId(run.Id))
        {
            log.Add($"{path}: expected run ids of 32 hexadecimal digits, found \"{ImportLog.Shown(run.Id)}\".");
            return null;
        }

        return run with
        {
            Texts = () =>
            {
                using var connection = Open(path);
                return new RunBatch
                {
                    Parameters = Pairs(connection, "SELECT key, value FROM params WHERE run_uuid = @id", run.Id),
                    Tags = Pairs(connection, "SELECT key, value FROM tags WHERE run_uuid = @id", run.Id),
                };
            },
            Points = Points(path, run.Id),
            Files = () => Artifacts(path, files, run.Id, log),
            Inputs = Inputs(path, run.Id),
        };
    }

    // MLflow writes NaN as 0 with a mark.
    private static IEnumerable<MetricPoint> Points(string path, string run)
    {
        using var connection = Open(path);
        using var command = Command(connection, "SELECT key, value, step, timestamp, is_nan FROM metrics WHERE run_uuid = @id ORDER BY key, step, timestamp", run);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var time = MlflowTexts.Time(Text(reader, 3)) ?? DateTimeOffset.UnixEpoch;
            yield return new MetricPoint(reader.GetString(0), reader.GetBoolean(4) ? double.NaN : reader.GetDouble(1), reader.GetInt64(2), time);
        }
    }

    private static List<RunInput> Inputs(string path, string run)
    {
        using var connection = Open(path);
        return !Has(connection, "inputs") || !Has(connection, "datasets") ? [] : Query(
            connection,
            """
            SELECT d.name, d.digest, d.dataset_source, d.dataset_schema, d.dataset_profile,
                (SELECT t.value FROM input_tags t WHERE t.input_uuid = i.input_uuid AND t.name = 'mlflow.data.context')
            FROM inputs i JOIN datasets d ON d.dataset_uuid = i.source_id
            WHERE i.source_type = 'DATASET' AND i.destination_type = 'RUN' AND i.destination_id = @id ORDER BY d.name, d.digest
            """,
            row => new RunInput(Text(row, 0), Text(row, 1))
            {
                Source = Text(row, 2),
                Schema = Text(row, 3) is { Length: > 0 } schema ? schema : null,
                Profile = Text(row, 4) is { Length: > 0 } profile ? profile : null,
                Context = Text(row, 5),
            },
            run);
    }

    // The address in the database is not followed: it may name any place. Only its last parts, made of our own ids, are looked for in folders the user named.
    private static IEnumerable<(string, Action<Stream>)> Artifacts(string path, (string Uri, string? Folder) files, string run, ImportLog log)
    {
        var parts = files.Uri.TrimEnd('/').Split('/');
        var experiment = parts.Length >= 3 && parts[^2] == run && parts[^3].All(char.IsAsciiLetterOrDigit) ? parts[^3] : null;
        var beside = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string[] roots = files.Folder is { } named ? [named] : [Path.Combine(beside, "mlruns"), Path.Combine(beside, "mlartifacts")];
        var found = experiment is null ? null : roots.Select(r => Path.Combine(r, experiment, run, "artifacts")).FirstOrDefault(Directory.Exists);
        if (found is null && files.Folder is not null)
        {
            log.Add($"{path}: the files of run {run} (\"{ImportLog.Shown(files.Uri)}\") are not below {files.Folder}.");
        }

        return found is null ? [] : MlflowSource.Artifacts(found, log);
    }

    private static Dictionary<string, string> Pairs(SqliteConnection connection, string sql, string? id = null) =>
        Query(connection, sql, row => (Key: row.GetString(0), Value: Text(row, 1)), id).DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value);

    private static SqliteCommand Command(SqliteConnection connection, string sql, string? id)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        if (id is not null)
        {
            command.Parameters.AddWithValue("@id", id);
        }

        return command;
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw new AssayException("import.not-mlflow", $"{path} cannot be read as MLflow's SQLite store ({error.Message}).", error);
        }
    }
}
