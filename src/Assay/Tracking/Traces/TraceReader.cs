using System.Data.Common;
using Assay.Tracking.Search;

namespace Assay.Tracking.Traces;

/// <summary>Reads and finds traces.</summary>
internal static class TraceReader
{
    private const string Columns =
        "t.id, t.experiment_id, t.started_at, t.duration, t.state, t.client_request_id, t.request_preview, t.response_preview";

    /// <summary>What to look for; a page begins behind so many.</summary>
    internal sealed record Query(IReadOnlyList<string> Experiments, string Filter, IReadOnlyList<string> Orders)
    {
        internal int Limit { get; init; } = 100;

        internal long Offset { get; init; }
    }

    internal static Trace? Find(Session session, string id) => Read(session, "WHERE t.id = @id", ("@id", id)).SingleOrDefault();

    /// <summary>A page of traces, the newest first unless ordered otherwise.</summary>
    /// <exception cref="AssayException"><c>store.filter</c>, <c>store.order</c>.</exception>
    internal static (List<Trace> Found, bool More) Find(Session session, Query query)
    {
        var sql = new SqlText(session.Dialect);
        var terms = ((AllOf)TraceGrammar.Instance.ReadFilter(query.Filter)).Parts.Cast<FilterTerm>().Select(t => Condition(sql, t)).ToList();
        var experiments = query.Experiments.Select(ExperimentTable.Number).Where(n => n is not null).Select(n => sql.Parameter(n)).DefaultIfEmpty("-1");
        var orders = query.Orders.Select(TraceGrammar.Instance.ReadOrder).Select(o => $"{Column(sql, o.Field)} {(o.Ascending ? "ASC" : "DESC")} NULLS LAST");
        var found = Read(
            session,
            $"WHERE t.experiment_id IN ({string.Join(", ", experiments)}) {string.Concat(terms.Select(t => $"AND {t} "))}"
            + $"ORDER BY {string.Join(", ", orders.Append("t.started_at DESC").Append("t.id ASC"))} LIMIT @limit OFFSET @offset",
            [.. sql.Values, ("@limit", query.Limit + 1L), ("@offset", query.Offset)]);
        var more = found.Count > query.Limit;
        return (more ? found.GetRange(0, query.Limit) : found, more);
    }

    private static string Condition(SqlText sql, FilterTerm term) => sql.Compare(Column(sql, term.Field), term.Comparator, term.Value);

    private static string Column(SqlText sql, SearchField field) => field switch
    {
        { Entity: SearchEntity.Tag } => $"(SELECT x.value FROM trace_tags x WHERE x.trace_id = t.id AND x.key = {sql.Parameter(field.Key)})",
        { Entity: SearchEntity.Parameter } => Metadata(sql, field.Key),
        { Key: "request_id" } => "t.id",
        { Key: "timestamp" } => "t.started_at",
        { Key: "execution_time" } => "t.duration",
        { Key: "status" } => "t.state",
        { Key: "name" } => $"(SELECT x.value FROM trace_tags x WHERE x.trace_id = t.id AND x.key = {sql.Parameter("mlflow.traceName")})",
        { Key: "run_id" } => Metadata(sql, "mlflow.sourceRun"),
        { Key: "experiment_id" } => "CAST(t.experiment_id AS TEXT)",
        _ => $"t.{field.Key}",
    };

    private static string Metadata(SqlText sql, string key) =>
        $"(SELECT x.value FROM trace_metadata x WHERE x.trace_id = t.id AND x.key = {sql.Parameter(key)})";

    private static List<Trace> Read(Session session, string rest, params (string, object?)[] values) =>
        session.Query($"SELECT {Columns} FROM traces t {rest}", Head, values).ConvertAll(trace => trace with
        {
            Tags = Pairs(session, "trace_tags", trace.Id),
            Metadata = Pairs(session, "trace_metadata", trace.Id),
        });

    private static List<KeyValuePair<string, string>> Pairs(Session session, string table, string trace) => session.Query(
        $"SELECT key, value FROM {table} WHERE trace_id = @id ORDER BY key", row => KeyValuePair.Create(row.GetString(0), row.GetString(1)), ("@id", trace));

    private static Trace Head(DbDataReader row) => new(row.GetString(0))
    {
        ExperimentId = row.GetInt64(1),
        Started = row.GetInt64(2),
        Duration = Portable.Whole(row, 3),
        State = row.GetString(4),
        ClientRequestId = Portable.Text(row, 5),
        RequestPreview = Portable.Text(row, 6),
        ResponsePreview = Portable.Text(row, 7),
    };
}
