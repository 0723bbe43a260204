namespace Assay.Tracking.Search;

/// <summary>Conditions on a run named <c>r</c>.</summary>
internal sealed class RunFilterSql(SqlText sql) : FilterSql(sql)
{
    /// <summary>The column of an attribute, in MLflow's words for statuses.</summary>
    internal static string Attribute(string key) => key switch
    {
        "run_id" => "r.id",
        "user_id" => "r.user_name",
        "status" => "(CASE r.status WHEN 'interrupted' THEN 'KILLED' ELSE UPPER(r.status) END)",
        "artifact_uri" => "r.artifact_uri",
        "start_time" => "r.started_at",
        "end_time" => "r.ended_at",
        "run_name" => "r.name",
        _ => throw new ArgumentException($"No attribute {key}."),
    };

    protected override string Term(FilterTerm term) => term.Field.Entity switch
    {
        SearchEntity.Attribute => Sql.Compare(Attribute(term.Field.Key), term.Comparator, term.Value),
        SearchEntity.Metric => Exists("metric_series f", term, Metric(term.Field)),
        SearchEntity.Parameter => Exists("run_parameters f", term, term.Field.IsNumeric ? Sql.Dialect.Number("f.value") : "f.value"),
        SearchEntity.Tag => Exists("run_tags f", term, term.Field.IsNumeric ? Sql.Dialect.Number("f.value") : "f.value"),
        _ => Dataset(term),
    };

    // MLflow keeps NaN as 0 with a mark that its filters do not look at.
    private static string Metric(SearchField field) => field.Measure switch
    {
        MetricMeasure.Lowest => "f.lowest",
        MetricMeasure.Highest => "f.highest",
        _ => "COALESCE(f.last_value, 0)",
    };

    private string Exists(string table, FilterTerm term, string column) =>
        $"EXISTS (SELECT 1 FROM {table} WHERE f.run_id = r.id AND f.key = {Sql.Parameter(term.Field.Key)} AND "
        + $"{Sql.Compare(column, term.Comparator, term.Value)})";

    private string Dataset(FilterTerm term) => term.Field.Key == "context"
        ? $"EXISTS (SELECT 1 FROM run_input_tags f WHERE f.run_id = r.id AND f.key = {Sql.Parameter(RunTable.ContextTag)} AND "
            + $"{Sql.Compare("f.value", term.Comparator, term.Value)})"
        : "EXISTS (SELECT 1 FROM run_inputs i JOIN datasets d ON d.id = i.dataset_id WHERE i.run_id = r.id AND "
            + $"{Sql.Compare(term.Field.Key == "name" ? "d.name" : "d.digest", term.Comparator, term.Value)})";
}
