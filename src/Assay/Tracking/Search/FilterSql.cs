namespace Assay.Tracking.Search;

/// <summary>Turns a filter into a condition of SQL for one kind of thing.</summary>
internal abstract class FilterSql(SqlText sql)
{
    protected SqlText Sql => sql;

    /// <summary>A condition in brackets, or one that is always true.</summary>
    internal string Condition(FilterNode node) => node switch
    {
        AllOf { Parts: [] } => "(1 = 1)",
        AllOf all => $"({string.Join(" AND ", all.Parts.Select(Condition))})",
        AnyOf any => $"({string.Join(" OR ", any.Parts.Select(Condition))})",
        NotOf not => $"({Condition(not.Part)} IS NOT TRUE)",
        FilterTerm term => $"({Term(term)})",
        _ => throw new ArgumentException($"No condition for {node.GetType().Name}."),
    };

    /// <summary>The condition of one comparison.</summary>
    protected abstract string Term(FilterTerm term);
}
