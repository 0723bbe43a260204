using Assay.Tracking.Search;

namespace Assay.Tracking.Logged;

/// <summary>Finds logged models by MLflow's filter language.</summary>
internal sealed class LoggedModelSearch(Store store)
{
    /// <summary>One part of an order: an attribute or a metric, perhaps on one data set.</summary>
    internal sealed record Order(string Field, bool Ascending, string? DatasetName, string? DatasetDigest);

    /// <summary>What to look for; a page begins behind so many.</summary>
    internal sealed record Query(IReadOnlyList<string> Experiments, string Filter)
    {
        internal IReadOnlyList<(string Name, string Digest)> Datasets { get; init; } = [];

        internal IReadOnlyList<Order> Orders { get; init; } = [];

        internal int Limit { get; init; } = 50;

        internal long Offset { get; init; }
    }

    /// <summary>A page, the newest first unless ordered otherwise.</summary>
    /// <exception cref="AssayException"><c>store.filter</c>, <c>store.order</c>.</exception>
    internal (List<LoggedModel> Found, bool More) Find(Query query)
    {
        var terms = ((AllOf)LoggedModelGrammar.Instance.ReadFilter(query.Filter)).Parts.Cast<FilterTerm>().ToList();
        return store.Database.Read(session =>
        {
            var sql = new SqlText(session.Dialect);
            var conditions = terms.ConvertAll(term => Condition(sql, term, query.Datasets));
            if (query.Datasets.Count > 0 && terms.TrueForAll(t => t.Field.Entity != SearchEntity.Metric))
            {
                conditions.Add($"EXISTS (SELECT 1 FROM model_metrics x WHERE x.model_id = g.id{OnDatasets(sql, query.Datasets)})");
            }

            var experiments = query.Experiments.Select(ExperimentTable.Number).Where(n => n is not null).Select(n => sql.Parameter(n)).DefaultIfEmpty("-1");
            conditions.Insert(0, $"g.experiment_id IN ({string.Join(", ", experiments)})");
            var orders = query.Orders.Select(o => Sort(sql, o)).Append("g.created_at DESC").Append("g.id ASC").ToList();
            var found = LoggedModelReader.Read(
                session,
                $"AND {string.Join(" AND ", conditions)} ORDER BY {string.Join(", ", orders)} LIMIT @limit OFFSET @offset",
                [.. sql.Values, ("@limit", query.Limit + 1L), ("@offset", query.Offset)]);
            var more = found.Count > query.Limit;
            return (more ? found.GetRange(0, query.Limit) : found, more);
        });
    }

    private static string Condition(SqlText sql, FilterTerm term, IReadOnlyList<(string, string)> datasets) => term.Field.Entity switch
    {
        SearchEntity.Metric =>
            $"EXISTS (SELECT 1 FROM model_metrics x WHERE x.model_id = g.id AND x.key = {sql.Parameter(term.Field.Key)} AND {sql.Compare("x.value", term.Comparator, term.Value)}{OnDatasets(sql, datasets)})",
        SearchEntity.Parameter =>
            $"EXISTS (SELECT 1 FROM logged_model_params x WHERE x.model_id = g.id AND x.key = {sql.Parameter(term.Field.Key)} AND {sql.Compare("x.value", term.Comparator, term.Value)})",
        SearchEntity.Tag =>
            $"EXISTS (SELECT 1 FROM logged_model_tags x WHERE x.model_id = g.id AND x.key = {sql.Parameter(term.Field.Key)} AND {sql.Compare("x.value", term.Comparator, term.Value)})",
        _ => sql.Compare(Column(term.Field.Key), term.Comparator, term.Field.Key == "status" && term.Value is string status ? Status(status) : term.Value),
    };

    private static string OnDatasets(SqlText sql, IReadOnlyList<(string Name, string Digest)> datasets)
    {
        var any = datasets.Select(d => d.Digest.Length == 0
            ? $"x.dataset_name = {sql.Parameter(d.Name)}"
            : $"(x.dataset_name = {sql.Parameter(d.Name)} AND x.dataset_digest = {sql.Parameter(d.Digest)})").ToList();
        return any.Count == 0 ? "" : $" AND ({string.Join(" OR ", any)})";
    }

    private static string Sort(SqlText sql, Order order)
    {
        var field = LoggedModelGrammar.Instance.ReadOrder(order.Field).Field;
        var direction = order.Ascending ? "ASC" : "DESC";
        if (field.Entity == SearchEntity.Attribute)
        {
            return $"{Column(field.Key)} {direction}";
        }

        if (field.Entity != SearchEntity.Metric)
        {
            throw SearchErrors.Order($"Invalid order by field name: {order.Field}. Only metrics and attributes can be ordered by.");
        }

        var on = string.IsNullOrEmpty(order.DatasetName) ? "" : OnDatasets(sql, [(order.DatasetName, order.DatasetDigest ?? "")]);
        var value = $"(SELECT x.value FROM model_metrics x WHERE x.model_id = g.id AND x.key = {sql.Parameter(field.Key)}{on} ORDER BY x.time DESC, x.step DESC LIMIT 1)";
        return $"{value} {direction} NULLS LAST";
    }

    private static string Column(string key) => key switch
    {
        "model_id" => "g.id",
        "creation_timestamp" => "g.created_at",
        "last_updated_timestamp" => "g.updated_at",
        _ => $"g.{key}",
    };

    private static string Status(string status) => status.StartsWith("LOGGED_MODEL_", StringComparison.Ordinal) ? status : $"LOGGED_MODEL_{status}";
}
