using Assay.Data;

namespace Assay.Evaluation.Differences;

/// <summary>Which rows belong together, of those that are not the same line in both files.</summary>
internal sealed class RowMatch
{
    private readonly TablePair tables;
    private readonly IReadOnlyList<ColumnPair> pairs;
    private readonly RowKey key;
    private readonly HashSet<ulong> repeatedAfter = [];

    public RowMatch(TablePair tables, IReadOnlyList<ColumnPair> pairs, RowKey key)
    {
        (this.tables, this.pairs, this.key) = (tables, pairs, key);
        var kept = new bool[tables.First.Rows];
        foreach (var row in tables.Origin)
        {
            if (row >= 0)
            {
                kept[row] = true;
            }
        }

        Left = [.. Enumerable.Range(0, kept.Length).Where(row => !kept[row])];
        if (key.Table is null)
        {
            AsMultiset([.. Left], [.. Enumerable.Range(0, tables.Second.Rows)]);
        }
        else
        {
            ByKey(key.Table, kept);
        }
    }

    /// <summary>Rows of the first table that are no line of the second.</summary>
    public int[] Left { get; }

    /// <summary>Rows of the first table without a partner.</summary>
    public List<int> Removed { get; } = [];

    /// <summary>Rows (of the fresh ones) of the second table without a partner.</summary>
    public List<int> Added { get; } = [];

    /// <summary>Rows of one key that differ in a cell, with the pairs of columns they differ in.</summary>
    public List<(int Before, int After, ColumnPair[] Cells)> Changed { get; } = [];

    /// <summary>Keys of more than one row after.</summary>
    public int RepeatedAfter => repeatedAfter.Count;

    /// <summary>Keys of more than one row before.</summary>
    public int RepeatedBefore => key.Table?.Repeated.Count ?? 0;

    /// <summary>A few keys that are not unique.</summary>
    public IEnumerable<string> RepeatedKeys()
    {
        var wanted = (key.Table?.Repeated ?? []).Concat(repeatedAfter).ToHashSet();
        return wanted.Count == 0 ? [] : Enumerable.Range(0, tables.First.Rows).Select(row => (Hash: key.Before(row), Row: row, First: true))
            .Concat(Enumerable.Range(0, tables.Second.Rows).Select(row => (Hash: key.After(row), Row: row, First: false)))
            .Where(r => wanted.Contains(r.Hash)).DistinctBy(r => r.Hash)
            .Select(r => string.Join(", ", key.Columns.Select(c => (r.First ? c.Before.TextOf(r.Row) : c.After.TextOf(r.Row)) ?? "missing")));
    }

    private void ByKey(KeyTable table, bool[] kept)
    {
        var hashes = new ulong[tables.Second.Rows];
        for (var row = 0; row < hashes.Length; row++)
        {
            hashes[row] = key.After(row);
        }

        repeatedAfter.UnionWith(new KeyTable(hashes).Repeated);
        repeatedAfter.UnionWith(hashes.Where(hash => table.Find(hash) is >= 0 and var row && kept[row]));
        bool Repeats(ulong hash) => table.Repeated.Contains(hash) || repeatedAfter.Contains(hash);
        var partner = new Dictionary<int, int>();
        var (odd, oddAfter) = (new List<int>(), new List<int>());
        for (var row = 0; row < hashes.Length; row++)
        {
            var before = table.Find(hashes[row]);
            if (Repeats(hashes[row]))
            {
                oddAfter.Add(row);
            }
            else if (before >= 0)
            {
                partner[before] = row;
                Compare(before, row);
            }
            else
            {
                Added.Add(row);
            }
        }

        foreach (var row in Left.Where(row => !partner.ContainsKey(row)))
        {
            (Repeats(key.Before(row)) ? odd : Removed).Add(row);
        }

        AsMultiset(odd, oddAfter);
    }

    private void Compare(int before, int after)
    {
        List<ColumnPair>? cells = null;
        foreach (var pair in pairs)
        {
            if (!pair.Same(before, after))
            {
                (cells ??= []).Add(pair);
            }
        }

        if (cells is not null)
        {
            Changed.Add((before, after, [.. cells]));
        }
    }

    private void AsMultiset(List<int> before, List<int> after)
    {
        var waiting = new Dictionary<ulong, Queue<int>>();
        foreach (var row in before)
        {
            var hash = Whole(row, static (pair, row) => pair.HashBefore(row));
            (waiting.TryGetValue(hash, out var queue) ? queue : waiting[hash] = new()).Enqueue(row);
        }

        foreach (var row in after)
        {
            if (!waiting.TryGetValue(Whole(row, static (pair, row) => pair.HashAfter(row)), out var queue) || !queue.TryDequeue(out _))
            {
                Added.Add(row);
            }
        }

        Removed.AddRange(waiting.Values.SelectMany(q => q).Order());
    }

    private ulong Whole(int row, Func<ColumnPair, int, ulong> cell)
    {
        var hash = 0UL;
        foreach (var pair in pairs)
        {
            hash = CellHash.Mix(hash ^ cell(pair, row));
        }

        return hash;
    }
}
