using Assay.Data;
using Assay.Data.Plain;

namespace Assay.Evaluation.Differences;

/// <summary>The fifth level without a model: labels, parts, rows in two parts.</summary>
internal sealed class MeaningOfRows(TablePair tables, IReadOnlyList<ColumnPair> pairs, (RowKey Key, RowMatch Match) rows)
{
    private const int ShownLabels = 20;

    /// <summary>What was asked for by naming a target or a column of parts.</summary>
    /// <exception cref="AssayException"><c>data.column-missing</c>.</exception>
    public DataMeaning Find(DataDiffOptions options)
    {
        var meaning = new DataMeaning();
        if (options.Target is { } name)
        {
            var target = RowKey.Named(name, pairs);
            meaning = meaning with
            {
                Labels = Counts(target),
                RelabelledRows = rows.Match.Changed.LongCount(c => c.Cells.Contains(target)),
                SharedContent = Shared(options.Split),
            };
        }

        return options.Split is { } parts ? Split(meaning, RowKey.Named(parts, pairs), options.Split) : meaning;
    }

    private DataMeaning Split(DataMeaning meaning, ColumnPair parts, string? split)
    {
        var moves = rows.Match.Changed.Where(c => c.Cells.Contains(parts))
            .CountBy(c => (From: parts.Before.TextOf(c.Before) ?? "missing", To: parts.After.TextOf(c.After) ?? "missing"));
        var content = Content(split);
        return meaning with
        {
            Parts = Counts(parts),
            Moves = [.. moves.OrderByDescending(m => m.Value).ThenBy(m => m.Key).Select(m => new PartMove(m.Key.From, m.Key.To, m.Value)).Take(ShownLabels)],
            LeakedBefore = Leaked(Enumerable.Range(0, tables.First.Rows).Select(row => (Hash(content, row, true), parts.HashBefore(row)))),
            LeakedAfter = Leaked(tables.Origin.Select(row => row >= 0 ? (Hash(content, row, true), parts.HashBefore(row)) : (Hash(content, ~row, false), parts.HashAfter(~row)))),
        };
    }

    // Rows whose content is in more than one part.
    private static long Leaked(IEnumerable<(ulong Content, ulong Part)> all)
    {
        var first = new Dictionary<ulong, (ulong Part, long Rows, bool Several)>();
        foreach (var (content, part) in all)
        {
            first[content] = first.TryGetValue(content, out var seen) ? (seen.Part, seen.Rows + 1, seen.Several || seen.Part != part) : (part, 1, false);
        }

        return first.Values.Where(f => f.Several).Sum(f => f.Rows);
    }

    private long Shared(string? split)
    {
        var content = Content(split);
        var known = Enumerable.Range(0, tables.First.Rows).Select(row => Hash(content, row, true)).ToHashSet();
        return tables.Origin.LongCount(row => row >= 0 || known.Contains(Hash(content, ~row, false)));
    }

    private ColumnPair[] Content(string? split) => [.. pairs.Where(p => !rows.Key.Columns.Contains(p) && p.Name != split && p.After.Name != split)];

    private static ulong Hash(ColumnPair[] content, int row, bool before)
    {
        var hash = 0UL;
        foreach (var pair in content)
        {
            hash = CellHash.Mix(hash ^ (before ? pair.HashBefore(row) : pair.HashAfter(row)));
        }

        return hash;
    }

    private List<ValueCount> Counts(ColumnPair column)
    {
        var before = Enumerable.Range(0, tables.First.Rows).CountBy(column.HashBefore).ToDictionary();
        var after = tables.Origin.CountBy(row => row >= 0 ? column.HashBefore(row) : column.HashAfter(~row)).ToDictionary();
        var names = new Dictionary<ulong, string>();
        var top = before.Keys.Union(after.Keys).OrderByDescending(h => Math.Max(before.GetValueOrDefault(h), after.GetValueOrDefault(h))).ThenBy(h => h).Take(ShownLabels).ToHashSet();
        foreach (var row in tables.Origin.Select(r => (Row: r, r >= 0)).Concat(Enumerable.Range(0, tables.First.Rows).Select(r => (Row: r, true))))
        {
            var hash = row.Row >= 0 ? column.HashBefore(row.Row) : column.HashAfter(~row.Row);
            if (top.Contains(hash) && !names.ContainsKey(hash))
            {
                names[hash] = ColumnShifts.Shortened((row.Row >= 0 ? column.Before.TextOf(row.Row) : column.After.TextOf(~row.Row)) ?? "missing");
                if (names.Count == top.Count)
                {
                    break;
                }
            }
        }

        return [.. top.Select(h => new ValueCount(names[h], before.GetValueOrDefault(h), after.GetValueOrDefault(h)))
            .OrderByDescending(v => Math.Max(v.Before, v.After)).ThenBy(v => v.Value, StringComparer.Ordinal)];
    }
}
