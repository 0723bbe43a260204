using System.Data.Common;

namespace Assay.Tracking;

/// <summary>Reads runs for MLflow's clients: a page in six queries whatever its size.</summary>
internal static class StoredRunReader
{
    private const string Columns = "id, experiment_id, name, user_name, status, started_at, ended_at, artifact_uri, active";

    /// <summary>One run.</summary>
    /// <exception cref="AssayException"><c>store.run-missing</c>.</exception>
    internal static StoredRun Get(Session session, string id) => Load(session, [id]) is [var run] ? run : throw RemoteRuns.Missing(id);

    /// <summary>A run without what hangs on it.</summary>
    /// <exception cref="AssayException"><c>store.run-missing</c>.</exception>
    internal static StoredRun Header(Session session, string id) =>
        session.First($"SELECT {Columns} FROM runs WHERE id = @id", Read, ("@id", id)) ?? throw RemoteRuns.Missing(id);

    /// <summary>The runs with these ids, in their order; ids that are not there are left out.</summary>
    internal static List<StoredRun> Load(Session session, IReadOnlyList<string> ids)
    {
        var among = session.Dialect.Among("run_id", "@ids");
        var values = ("@ids", (object?)session.Dialect.List(ids));
        var runs = new Dictionary<string, StoredRun>(ids.Count, StringComparer.Ordinal);
        session.Each(
            $"SELECT {Columns} FROM runs WHERE {session.Dialect.Among("id", "@ids")}", row => runs[row.GetString(0)] = Read(row), values);
        session.Each(
            $"SELECT run_id, key, last_step, last_time, last_value FROM metric_series WHERE {among} ORDER BY run_id, key",
            row => runs[row.GetString(0)].Metrics.Add(new StoredMetric(
                row.GetString(1), new Points.StoredPoint(row.GetInt64(2), row.GetInt64(3), Portable.Number(row, 4)))),
            values);
        session.Each(
            $"SELECT run_id, key, value FROM run_parameters WHERE {among} ORDER BY run_id, key", row => runs[row.GetString(0)].Parameters.Add(Pair(row)), values);
        session.Each(
            $"SELECT run_id, key, value FROM run_tags WHERE {among} ORDER BY run_id, key", row => runs[row.GetString(0)].Tags.Add(Pair(row)), values);
        Inputs(session, runs, values);
        session.Each(
            $"SELECT run_id, model_id, direction, step FROM run_models WHERE {among} ORDER BY run_id, model_id",
            row => runs[row.GetString(0)].Models.Add(new ModelLink(row.GetString(1), row.GetString(2) == "output", row.GetInt64(3))),
            values);
        return [.. ids.Where(runs.ContainsKey).Select(id => runs[id])];
    }

    private static void Inputs(Session session, Dictionary<string, StoredRun> runs, (string, object?) values)
    {
        var tags = new Dictionary<(string, long), List<KeyValuePair<string, string>>>();
        session.Each(
            $"SELECT run_id, key, value, ordinal FROM run_input_tags WHERE {session.Dialect.Among("run_id", "@ids")} ORDER BY run_id, ordinal, key",
            row => (System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(tags, (row.GetString(0), row.GetInt64(3)), out _) ??= []).Add(Pair(row)),
            values);
        session.Each(
            "SELECT i.run_id, i.ordinal, d.name, d.digest, d.source_type, d.source, d.schema_text, d.profile FROM run_inputs i "
            + $"JOIN datasets d ON d.id = i.dataset_id WHERE {session.Dialect.Among("i.run_id", "@ids")} ORDER BY i.run_id, i.ordinal",
            row => runs[row.GetString(0)].Inputs.Add(new StoredInput(row.GetString(2), row.GetString(3))
            {
                SourceType = row.GetString(4),
                Source = row.GetString(5),
                Schema = Portable.Text(row, 6),
                Profile = Portable.Text(row, 7),
                Tags = tags.GetValueOrDefault((row.GetString(0), row.GetInt64(1))) ?? [],
            }),
            values);
    }

    private static KeyValuePair<string, string> Pair(DbDataReader row) => KeyValuePair.Create(row.GetString(1), row.GetString(2));

    private static StoredRun Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        ExperimentId = row.GetInt64(1),
        Name = row.GetString(2),
        User = row.GetString(3),
        Status = RunStatusNames.Parse(row.GetString(4)),
        Started = row.GetInt64(5),
        Ended = Portable.Whole(row, 6),
        ArtifactUri = row.GetString(7),
        IsActive = row.GetInt64(8) != 0,
    };
}
