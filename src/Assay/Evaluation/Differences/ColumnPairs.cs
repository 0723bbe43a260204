using Assay.Data.Plain;

namespace Assay.Evaluation.Differences;

/// <summary>Which column is which: by name, then by content.</summary>
internal static class ColumnPairs
{
    private const int Sampled = 10_000;
    private const int ManyValues = 50;
    private const double Alike = 0.8;

    /// <summary>Pairs in the order of the first table, and the differences of the schema.</summary>
    public static (List<ColumnPair> Pairs, List<SchemaChange> Changes) Of(TablePair tables)
    {
        var (pairs, changes) = (new List<ColumnPair>(), new List<SchemaChange>());
        var renamed = Renamed(tables);
        foreach (var column in tables.First.Columns)
        {
            if (tables.Second.Find(column.Name) is { } same)
            {
                pairs.Add(new(column, same));
            }
            else if (renamed.TryGetValue(column.Name, out var found))
            {
                pairs.Add(new(column, found.Column));
                changes.Add(new("renamed", column.Name, column.Name, found.Column.Name) { Similarity = found.Similarity });
            }
            else
            {
                changes.Add(new("removed", column.Name, column.Type, null));
            }
        }

        var taken = pairs.Select(p => p.After).ToHashSet();
        changes.AddRange(tables.Second.Columns.Where(c => !taken.Contains(c)).Select(c => new SchemaChange("added", c.Name, null, c.Type)));
        var order = pairs.Select(p => tables.Second.Columns.ToList().IndexOf(p.After)).ToList();
        changes.AddRange(pairs.Where((_, i) => i > 0 && order[i] < order[i - 1]).Select(p => new SchemaChange("moved", p.Name, null, null)));
        return (pairs, changes);
    }

    private static Dictionary<string, (PlainColumn Column, double Similarity)> Renamed(TablePair tables)
    {
        var gone = tables.First.Columns.Where(c => tables.Second.Find(c.Name) is null).ToList();
        var fresh = tables.Second.Columns.Where(c => tables.First.Find(c.Name) is null).ToList();
        var found = new Dictionary<string, (PlainColumn, double)>(StringComparer.Ordinal);
        var ranked = from before in gone from after in fresh let alike = Similarity(tables, before, after) where alike >= Alike orderby alike descending select (before, after, alike);
        foreach (var (before, after, alike) in ranked.ToList())
        {
            if (!found.ContainsKey(before.Name) && found.Values.All(f => f.Item1 != after))
            {
                found[before.Name] = (after, Math.Round(alike, 4));
            }
        }

        return found;
    }

    // Row by row where rows line up, as a multiset where they do not; few values are alike by chance, so they must line up.
    private static double Similarity(TablePair tables, PlainColumn before, PlainColumn after)
    {
        if (before.Class != after.Class)
        {
            return 0;
        }

        if (tables.Prints.First.Columns[before.Name] == tables.Prints.Second.Columns[after.Name])
        {
            return 1;
        }

        var rows = Math.Min(Sampled, Math.Min(before.Count, after.Count));
        if (rows == 0)
        {
            return 0;
        }

        var (one, two) = (Enumerable.Range(0, rows).Select(before.HashOf).ToArray(), Enumerable.Range(0, rows).Select(after.HashOf).ToArray());
        var aligned = one.Zip(two).Count(p => p.First == p.Second);
        var counts = one.CountBy(h => h).ToDictionary();
        var shared = two.CountBy(h => h).Sum(h => Math.Min(h.Value, counts.GetValueOrDefault(h.Key)));
        return (double)(counts.Count < ManyValues ? aligned : Math.Max(aligned, shared)) / rows;
    }
}
