namespace Assay.Tracking.Search;

/// <summary>SQL under construction: users' values go in as parameters only.</summary>
internal sealed class SqlText(Dialect dialect)
{
    private readonly List<(string Name, object? Value)> values = [];

    internal Dialect Dialect => dialect;

    internal (string Name, object? Value)[] Values => [.. values];

    /// <summary>The name of a new parameter with this value.</summary>
    internal string Parameter(object? value)
    {
        var name = $"@p{values.Count}";
        values.Add((name, value));
        return name;
    }

    /// <summary>A column compared with a value; not true when the column is NULL.</summary>
    internal string Compare(string column, string comparator, object value)
    {
        if (value is IReadOnlyList<string> texts)
        {
            var among = dialect.Among(column, Parameter(dialect.List(texts)));
            return comparator == "IN" ? among : $"NOT ({among})";
        }

        var parameter = Parameter(value);
        return comparator switch
        {
            "=" => $"{column} = {parameter}",
            "!=" => $"{column} <> {parameter}",
            "<" => $"{column} < {parameter}",
            "<=" => $"{column} <= {parameter}",
            ">" => $"{column} > {parameter}",
            ">=" => $"{column} >= {parameter}",
            "LIKE" => dialect.Like(column, parameter),
            "ILIKE" => dialect.Like($"LOWER({column})", $"LOWER({parameter})"),
            "RLIKE" => dialect.Matches(column, parameter),
            _ => throw new ArgumentException($"No comparator {comparator}."),
        };
    }
}
