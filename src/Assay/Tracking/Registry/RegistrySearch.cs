using Assay.Tracking.Search;

namespace Assay.Tracking.Registry;

/// <summary>Finds registered models and versions by MLflow's filter language.</summary>
internal sealed class RegistrySearch(Store store)
{
    /// <summary>What to look for; a page begins behind so many.</summary>
    internal sealed record Query(string Filter, IReadOnlyList<string> Orders, int Limit, long Offset);

    /// <summary>A page of models, by name unless ordered otherwise.</summary>
    /// <exception cref="AssayException"><c>store.filter</c>, <c>store.order</c>.</exception>
    internal (List<RegisteredModel> Found, bool More) Models(Query query) => Page(query, new Target(
        RegisteredModelGrammar.Instance,
        new() { ["name"] = "m.name", ["last_updated_timestamp"] = "m.updated_at" },
        "SELECT 1 FROM registered_model_tags t WHERE t.model_id = m.id",
        [("name", true)]), RegistryReader.Models);

    /// <summary>A page of versions, the last changed first unless ordered otherwise.</summary>
    /// <exception cref="AssayException"><c>store.filter</c>, <c>store.order</c>.</exception>
    internal (List<ModelVersion> Found, bool More) Versions(Query query) => Page(query, new Target(
        ModelVersionGrammar.Instance,
        new()
        {
            ["name"] = "m.name",
            ["version_number"] = "v.version",
            ["run_id"] = "v.run_id",
            ["source_path"] = "v.source",
            ["creation_timestamp"] = "v.created_at",
            ["last_updated_timestamp"] = "v.updated_at",
        },
        "SELECT 1 FROM model_version_tags t WHERE t.model_id = v.model_id AND t.version = v.version",
        query.Orders.Count == 0 ? [("last_updated_timestamp", false), ("name", true), ("version_number", false)] : [("name", true), ("version_number", false)]),
        RegistryReader.Versions);

    private sealed record Target(SearchGrammar Grammar, Dictionary<string, string> Columns, string Tags, (string Key, bool Ascending)[] Last);

    private delegate List<T> Reader<T>(Session session, string rest, params (string, object?)[] values);

    private (List<T> Found, bool More) Page<T>(Query query, Target target, Reader<T> read)
    {
        var terms = ((AllOf)target.Grammar.ReadFilter(query.Filter)).Parts.Cast<FilterTerm>().ToList();
        var orders = query.Orders.Select(target.Grammar.ReadOrder).Select(o => (o.Field.Key, o.Ascending)).Concat(target.Last).DistinctBy(o => o.Key);
        return store.Database.Read(session =>
        {
            var sql = new SqlText(session.Dialect);
            var conditions = terms.ConvertAll(term => Condition(sql, target, term));
            var found = read(
                session,
                (conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)} ")
                + $"ORDER BY {string.Join(", ", orders.Select(o => $"{target.Columns[o.Key]} {(o.Ascending ? "ASC" : "DESC")}"))} LIMIT @limit OFFSET @offset",
                [.. sql.Values, ("@limit", query.Limit + 1L), ("@offset", query.Offset)]);
            var more = found.Count > query.Limit;
            return (more ? found.GetRange(0, query.Limit) : found, more);
        });
    }

    private static string Condition(SqlText sql, Target target, FilterTerm term)
    {
        if (term.Field.Entity == SearchEntity.Tag)
        {
            return $"EXISTS ({target.Tags} AND t.key = {sql.Parameter(term.Field.Key)} AND {sql.Compare("t.value", term.Comparator, term.Value)})";
        }

        // A version may be written as a text; compared with a text that is no number it fits nothing.
        return term is { Field.Key: "version_number", Value: string text }
            ? long.TryParse(text, out var number) ? sql.Compare("v.version", term.Comparator, number) : "1 = 0"
            : sql.Compare(target.Columns[term.Field.Key], term.Comparator, term.Value);
    }
}
