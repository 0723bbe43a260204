using Assay.Data;

namespace Assay.Evaluation.Behaviour;

/// <summary>Tables with the same columns below one another, so that a model is asked once and not once a table.</summary>
internal static class StackedTables
{
    /// <summary>All rows of all tables in order; levels of names are those of all tables together.</summary>
    /// <param name="tables">At least one; all with the columns of the first.</param>
    public static Dataset Of(IReadOnlyList<Dataset> tables)
    {
        if (tables.Count == 1)
        {
            return tables[0];
        }

        var first = tables[0];
        return first with
        {
            Columns = [.. first.Columns.Select((_, i) => Stacked([.. tables.Select(t => t.Columns[i])]))],
            Target = Joined(tables.Select(t => t.Target)),
            Weights = Joined(tables.Select(t => t.Weights)),
            SourceRows = [],
        };
    }

    private static Column Stacked(Column[] parts) => parts[0] switch
    {
        NumberColumn => new NumberColumn(parts[0].Name, parts[0].Kind, Joined(parts.Select(p => ((NumberColumn)p).Values.ToArray()))),
        CategoryColumn => Names(Array.ConvertAll(parts, p => (CategoryColumn)p)),
        _ => new TextColumn(parts[0].Name, parts[0].Kind, Joined(parts.Select(p => ((TextColumn)p).Values.ToArray()))),
    };

    private static CategoryColumn Names(CategoryColumn[] parts)
    {
        var levels = parts[0].Levels.ToArray();
        if (parts.All(p => ReferenceEquals(p.Levels, parts[0].Levels) || p.Levels.SequenceEqual(parts[0].Levels)))
        {
            return new CategoryColumn(parts[0].Name, parts[0].Kind, Joined(parts.Select(p => p.Codes.ToArray())), levels);
        }

        levels = [.. parts.SelectMany(p => p.Levels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var index = levels.Index().ToDictionary(l => l.Item, l => l.Index, StringComparer.Ordinal);
        var codes = parts.Select(p =>
        {
            var map = p.Levels.Select(l => index[l]).ToArray();
            return Array.ConvertAll(p.Codes.ToArray(), c => c < 0 ? -1 : map[c]);
        });
        return new CategoryColumn(parts[0].Name, parts[0].Kind, Joined(codes), levels);
    }

    private static double[] Joined(IEnumerable<ReadOnlyMemory<double>> parts) => Joined(parts.Select(p => p.ToArray()));

    private static T[] Joined<T>(IEnumerable<T[]> parts) => [.. parts.SelectMany(p => p)];
}
