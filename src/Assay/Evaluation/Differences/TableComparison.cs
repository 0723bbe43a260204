using Assay.Data.Plain;

namespace Assay.Evaluation.Differences;

/// <summary>Makes the diff of two tables that are read.</summary>
internal sealed class TableComparison
{
    private readonly TablePair tables;
    private readonly DataDiffOptions options;
    private readonly IReadOnlyList<ColumnPair> pairs;
    private readonly List<SchemaChange> schema;
    private readonly RowKey key;
    private readonly RowMatch match;

    public TableComparison(TablePair tables, DataDiffOptions options)
    {
        (this.tables, this.options) = (tables, options);
        (pairs, schema) = ColumnPairs.Of(tables);
        key = options.Key.Count > 0 ? RowKey.Given(options.Key, pairs, tables.First.Rows) : RowKey.Find(pairs, tables.First.Rows);
        match = new RowMatch(tables, pairs, key);
    }

    /// <summary>Columns of both tables.</summary>
    public IReadOnlyList<ColumnPair> Pairs => pairs;

    /// <summary>All levels but the model.</summary>
    public DataDiff Run()
    {
        var moved = new MovedCells(match.Left, tables.Second.Rows, (tables.First.Rows, tables.Origin.Length));
        var shifts = Shifts(moved);
        var diff = new DataDiff(Identity(tables.First, tables.Prints.First, tables.Names.First), Identity(tables.Second, tables.Prints.Second, tables.Names.Second))
        {
            Schema = [.. schema, .. shifts.SelectMany(TypeChanges)],
            Rows = RowsOf(),
            Columns = shifts,
            Meaning = new MeaningOfRows(tables, pairs, (key, match)).Find(options),
        };
        return diff with { Notes = [.. Notes()] };
    }

    private static DataIdentity Identity(PlainTable table, Data.Fingerprint print, string name) => new(name, print.Rows, table.Columns.Count, print.Ordered, print.Unordered);

    private ColumnShift[] Shifts(MovedCells moved)
    {
        var tested = new ColumnShifts.Tested[pairs.Count];
        Parallel.For(0, pairs.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => tested[i] = ColumnShifts.Of(pairs[i], moved));
        return ShiftJudgement.Of(tested, (tables.First.Rows, tables.Origin.Length), options);
    }

    private static IEnumerable<SchemaChange> TypeChanges(ColumnShift shift)
    {
        if (shift.Before.Type != shift.After.Type)
        {
            yield return new("type", shift.Column, shift.Before.Type, shift.After.Type);
        }

        if (shift.Before.Missing == 0 != (shift.After.Missing == 0))
        {
            yield return new(shift.Before.Missing == 0 ? "nullable" : "not-nullable", shift.Column, $"{shift.Before.Missing}", $"{shift.After.Missing}");
        }
    }

    /// <summary>The third level by itself.</summary>
    public RowDifferences RowsOf()
    {
        var cells = match.Changed.SelectMany(c => c.Cells).CountBy(c => c.Name).ToDictionary(c => c.Key, c => (long)c.Value);
        return new RowDifferences
        {
            Key = [.. key.Columns.Select(c => c.Name)],
            KeyInferred = key is { Inferred: true, Columns.Count: > 0 },
            Added = match.Added.Count,
            Removed = match.Removed.Count,
            Changed = match.Changed.Count,
            Unchanged = tables.Origin.Length - match.Added.Count - match.Changed.Count,
            ChangedCells = cells.Values.Sum(),
            ChangedCellsByColumn = pairs.Where(p => cells.ContainsKey(p.Name)).ToDictionary(p => p.Name, p => cells[p.Name]),
            DuplicateKeysBefore = match.RepeatedBefore,
            DuplicateKeysAfter = match.RepeatedAfter,
            DuplicateKeys = [.. match.RepeatedKeys().Take(10)],
            Sample = [.. Sample()],
        };
    }

    /// <summary>By their numbers in the files: rows of one key that changed, and rows of the second table that did not.</summary>
    public (IReadOnlyList<(int Before, int After)> Changed, IReadOnlyList<int> Same) RowsForModel()
    {
        var places = Places();
        var other = match.Added.Concat(match.Changed.Select(c => c.After)).Select(row => places[row]).ToHashSet();
        return ([.. match.Changed.Select(c => (c.Before, places[c.After]))], [.. Enumerable.Range(0, tables.Origin.Length).Where(row => !other.Contains(row))]);
    }

    // Where in the second file the fresh rows are.
    private int[] Places()
    {
        var places = new int[tables.Second.Rows];
        for (var row = 0; row < tables.Origin.Length; row++)
        {
            if (tables.Origin[row] < 0)
            {
                places[~tables.Origin[row]] = row;
            }
        }

        return places;
    }

    private IEnumerable<RowDifference> Sample()
    {
        var places = Places();
        string[] Before(int row) => key.Columns.Count == 0 ? [$"{row}"] : [.. key.Columns.Select(c => Shown(c.Before.TextOf(row)) ?? "missing")];
        string[] After(int row) => key.Columns.Count == 0 ? [$"{places[row]}"] : [.. key.Columns.Select(c => Shown(c.After.TextOf(row)) ?? "missing")];
        return match.Changed.Take(options.Sample)
            .Select(c => new RowDifference("changed", After(c.After), [.. c.Cells.Select(p => new CellDifference(p.Name, Shown(p.Before.TextOf(c.Before)), Shown(p.After.TextOf(c.After))))]))
            .Concat(match.Added.Take(options.Sample).Select(row => new RowDifference("added", After(row), [.. tables.Second.Columns.Select(c => new CellDifference(c.Name, null, Shown(c.TextOf(row))))])))
            .Concat(match.Removed.Take(options.Sample).Select(row => new RowDifference("removed", Before(row), [.. tables.First.Columns.Select(c => new CellDifference(c.Name, Shown(c.TextOf(row)), null))])));
    }

    private static string? Shown(string? text) => text is null ? null : ColumnShifts.Shortened(text);

    private IEnumerable<string> Notes()
    {
        if (key.Columns.Count == 0)
        {
            yield return "No column or pair of columns names the rows, so rows were compared as a multiset: a changed row counts as one removed and one added. Name a key with --key.";
        }

        if (match.RepeatedBefore + match.RepeatedAfter > 0)
        {
            yield return $"The key is not unique: {match.RepeatedBefore} keys name more than one row before, {match.RepeatedAfter} after. Their rows were compared whole and never merged.";
        }
    }
}
