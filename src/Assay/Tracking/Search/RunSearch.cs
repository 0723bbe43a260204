using System.Data.Common;

namespace Assay.Tracking.Search;

/// <summary>Finds runs by a filter, in an order, page by page.</summary>
/// <remarks>
/// An order that begins with a metric is walked in three parts: runs with a number, from the index of curves; runs with NaN; runs without the
/// metric. So the first page of a million runs reads a page's worth of them.
/// </remarks>
internal sealed class RunSearch
{
    private enum Part
    {
        Plain,
        Numbers,
        NotNumbers,
        Missing,
    }

    // Each may join a table; SQLite joins 64.
    private const int MostKeys = 30;
    private const int MostListed = 100;

    private static readonly Part[] PlainParts = [Part.Plain];
    private static readonly Part[] MetricParts = [Part.Numbers, Part.NotNumbers, Part.Missing];

    private readonly RunQuery query;
    private readonly Part[] parts;

    private RunSearch(RunQuery query)
    {
        this.query = query;
        parts = query.Order is [{ Field: { Entity: SearchEntity.Metric, Measure: MetricMeasure.Last } }, ..] ? MetricParts : PlainParts;
        if (query.Order.Any(o => o.Field.Entity == SearchEntity.Dataset))
        {
            throw SearchErrors.Order("Invalid identifier type 'dataset'");
        }

        if (query.Order.Count > MostKeys)
        {
            throw SearchErrors.Order($"Runs are sorted by at most {MostKeys} keys; {query.Order.Count} were given.");
        }

        if (query.Order.DistinctBy(o => (o.Field.Entity, o.Field.Key, o.Field.Measure)).Count() < query.Order.Count)
        {
            throw SearchErrors.Order("`order_by` contains duplicate fields.");
        }
    }

    /// <summary>Ids of one page, and the token of the next; as with MLflow, a full page has a token even when nothing follows.</summary>
    /// <exception cref="AssayException"><c>store.order</c>, <c>store.page-token</c>.</exception>
    internal static (List<string> Ids, string? Next) Find(Session session, RunQuery query)
    {
        if (query.Experiments is [])
        {
            return ([], query.Limit == 0 ? query.After.Write() : null);
        }

        var search = new RunSearch(query);
        var ids = new List<string>();
        var end = query.After;
        var skip = query.After.Offset;
        for (var part = query.After.Part; part < search.parts.Length && ids.Count < query.Limit; part++)
        {
            var after = part == query.After.Part ? query.After : new PageToken(part, []);
            search.Walk(session, after, (id, values) =>
            {
                if (skip-- <= 0)
                {
                    ids.Add(id);
                    end = new PageToken(after.Part, values);
                }
            }, query.Limit - ids.Count + Math.Max(0, skip));
        }

        return (ids, ids.Count == query.Limit ? end.Write() : null);
    }

    private void Walk(Session session, PageToken after, Action<string, object?[]> found, long limit)
    {
        var sql = new SqlText(session.Dialect);
        var part = parts[after.Part];
        var sorting = new Sorting();
        var joins = Sort(sql, part, sorting);
        after.Check(parts.Length, sorting.Count);
        var direct = part is Part.Numbers or Part.NotNumbers;
        var filter = query.Filter is AllOf { Parts: [] } ? null : new RunFilterSql(sql).Condition(query.Filter);
        var table = !direct ? "runs r" : filter is null && joins.Length == 0 && !sorting.OrderBy.Contains("r.", StringComparison.Ordinal)
            ? "metric_series d"
            : "metric_series d JOIN runs r ON r.id = d.run_id";
        string?[] conditions = [.. Bounds(sql, part, direct ? "d" : "r"), filter, sorting.Behind(sql, after.After)];
        var where = string.Join(" AND ", conditions.Where(c => c is not null));
        session.Each(
            $"SELECT {(direct ? "d.run_id" : "r.id")}{sorting.Selected} FROM {table}{joins}{(where.Length == 0 ? "" : $" WHERE {where}")} "
            + $"ORDER BY {sorting.OrderBy} LIMIT {sql.Parameter(limit)}",
            row => found(row.GetString(0), sorting.Values(row, 1)),
            sql.Values);
    }

    private IEnumerable<string> Bounds(SqlText sql, Part part, string table)
    {
        if (query.Experiments is { } experiments)
        {
            yield return experiments.Count == 1
                ? $"{table}.experiment_id = {sql.Parameter(experiments[0])}"
                : experiments.Count > MostListed
                    ? sql.Compare($"CAST({table}.experiment_id AS TEXT)", "IN", experiments.Select(e => $"{e}").ToArray())
                    : $"{table}.experiment_id IN ({string.Join(", ", experiments.Distinct().Select(e => sql.Parameter(e)))})";
        }

        if (query.View != LifecycleView.All)
        {
            yield return $"{table}.active = {sql.Parameter(query.View == LifecycleView.Active ? 1L : 0L)}";
        }

        if (part == Part.Plain)
        {
            yield break;
        }

        var key = sql.Parameter(query.Order[0].Field.Key);
        yield return part switch
        {
            Part.Numbers => $"d.key = {key} AND d.last_value IS NOT NULL",
            Part.NotNumbers => $"d.key = {key} AND d.last_value IS NULL",
            _ => $"NOT EXISTS (SELECT 1 FROM metric_series d WHERE d.run_id = r.id AND d.key = {key})",
        };
    }

    // The columns in their order; what they need joined is the answer.
    private string Sort(SqlText sql, Part part, Sorting sorting)
    {
        var joins = "";
        var direct = part is Part.Numbers or Part.NotNumbers;
        if (part == Part.Numbers)
        {
            sorting.Add("d.last_value", query.Order[0].Ascending);
        }

        var rest = query.Order.Skip(part == Part.Plain ? 0 : 1).ToList();
        for (var i = 0; i < rest.Count; i++)
        {
            var (field, ascending) = rest[i];
            if (field.Entity == SearchEntity.Attribute)
            {
                sorting.AddNullable(RunFilterSql.Attribute(field.Key), ascending);
                continue;
            }

            var (table, column) = field.Entity switch
            {
                SearchEntity.Metric => ("metric_series", field.Measure switch { MetricMeasure.Lowest => "lowest", MetricMeasure.Highest => "highest", _ => "last_value" }),
                SearchEntity.Parameter => ("run_parameters", "value"),
                _ => ("run_tags", "value"),
            };
            joins += $" LEFT JOIN {table} o{i} ON o{i}.run_id = {(direct ? "d.run_id" : "r.id")} AND o{i}.key = {sql.Parameter(field.Key)}";
            if (field.Entity == SearchEntity.Metric)
            {
                // Numbers, then NaN, then runs without the metric.
                sorting.Add($"(CASE WHEN o{i}.run_id IS NULL THEN 2 WHEN o{i}.{column} IS NULL THEN 1 ELSE 0 END)", true);
                sorting.Add($"o{i}.{column}", ascending);
            }
            else
            {
                sorting.AddNullable($"o{i}.{column}", ascending);
            }
        }

        if (!query.Order.Any(o => o.Field is { Entity: SearchEntity.Attribute, Key: "start_time" }))
        {
            sorting.Add(direct ? "d.started_at" : "r.started_at", false);
        }

        sorting.Add(direct ? "d.run_id" : "r.id", true);
        return joins;
    }
}
