namespace Assay.Tracking.Search;

/// <summary>Finds experiments by a filter, in an order, page by page.</summary>
internal sealed class ExperimentSearch(SqlText sql) : FilterSql(sql)
{
    /// <summary>One page, and the token of the next when more follow.</summary>
    /// <exception cref="AssayException"><c>store.order</c>, <c>store.page-token</c>.</exception>
    internal static (List<StoredExperiment> Experiments, string? Next) Find(Session session, ExperimentQuery query)
    {
        var sql = new SqlText(session.Dialect);
        var sorting = Sort(query.Order);
        query.After.Check(1, sorting.Count);
        string?[] conditions =
        [
            query.View == LifecycleView.All ? null : $"e.active = {sql.Parameter(query.View == LifecycleView.Active ? 1L : 0L)}",
            new ExperimentSearch(sql).Condition(query.Filter),
            sorting.Behind(sql, query.After.After),
        ];
        var rows = session.Query(
            $"SELECT {ExperimentTable.Columns}{sorting.Selected} FROM experiments e WHERE {string.Join(" AND ", conditions.Where(c => c is not null))} "
            + $"ORDER BY {sorting.OrderBy} LIMIT {sql.Parameter(query.Limit + 1L)} OFFSET {sql.Parameter(query.After.Offset)}",
            row => (Experiment: ExperimentTable.Read(row), Values: sorting.Values(row, 6)),
            sql.Values);
        var page = rows.Take(query.Limit).ToList();
        return (
            ExperimentTable.Load(session, page.ConvertAll(r => r.Experiment)),
            rows.Count > query.Limit ? new PageToken(0, page.Count == 0 ? [] : page[^1].Values).Write() : null);
    }

    protected override string Term(FilterTerm term) => term.Field.Entity == SearchEntity.Attribute
        ? Sql.Compare(Column(term.Field.Key), term.Comparator, term.Value)
        : $"EXISTS (SELECT 1 FROM experiment_tags f WHERE f.experiment_id = e.id AND f.key = {Sql.Parameter(term.Field.Key)} AND "
            + $"{Sql.Compare("f.value", term.Comparator, term.Value)})";

    // Newest first when nothing else is said; ids rise with time.
    private static Sorting Sort(IReadOnlyList<SearchOrder> order)
    {
        var sorting = new Sorting();
        foreach (var (field, ascending) in order.Count == 0 ? [new SearchOrder(new SearchField(SearchEntity.Attribute, "creation_time"), false)] : order)
        {
            if (field.Entity != SearchEntity.Attribute)
            {
                throw SearchErrors.Order("Invalid order_by entity: tag");
            }

            sorting.Add(Column(field.Key), ascending);
        }

        if (!order.Any(o => o.Field.Key == "experiment_id"))
        {
            sorting.Add("e.id", false);
        }

        return sorting;
    }

    private static string Column(string key) => key switch
    {
        "name" => "e.name",
        "experiment_id" => "e.id",
        "creation_time" => "e.created_at",
        _ => "e.updated_at",
    };
}
