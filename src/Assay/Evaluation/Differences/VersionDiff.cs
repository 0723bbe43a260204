using Assay.Data;
using Assay.Data.Plain;
using Assay.Tracking.Versions;

namespace Assay.Evaluation.Differences;

/// <summary>Compares two versions of which the second is kept as what changed from the first: the cost follows the change, not the table.</summary>
/// <remarks>
/// Rows and cells are exact. Of distributions, the distance is exact up to the grid of 257 quantiles kept with a version: it is off by less
/// than 1/256 of the share of rows by which the tables differ in length; texts beyond the 1,000 most frequent count as one.
/// </remarks>
internal static class VersionDiff
{
    /// <summary>The diff; null when the versions do not lie on each other, have other columns, or share no key.</summary>
    public static DataDiff? Of(DataVersions versions, (DataVersion First, DataVersion Second) of, DataDiffOptions options)
    {
        var turned = of.First.Name == of.Second.Name && of.First.Version > of.Second.Version;
        var (earlier, later) = turned ? (of.Second, of.First) : of;
        if (options.Target is not null || options.Split is not null || versions.Between(earlier, later) is not { } lines)
        {
            return null;
        }

        var (before, after) = (versions.Profile(of.First), versions.Profile(of.Second));
        if (before is null || after is null || before.Delimiter is not { } delimiter || after.Delimiter != delimiter
            || !before.Columns.Select(c => (c.Name, c.Class)).SequenceEqual(after.Columns.Select(c => (c.Name, c.Class))))
        {
            return null;
        }

        var key = options.Key.Count > 0 ? options.Key : after.Key.Count > 0 ? after.Key : Key(before, after);
        var (gone, come) = turned ? (lines.Added, lines.Removed) : lines;
        if (key is not [var single] || !IsUnique(before, single) || !IsUnique(after, single) || Tables((gone, come), before, delimiter) is not { } tables)
        {
            return null;
        }

        var comparison = new TableComparison(tables with { Prints = (before.Print, after.Print), Names = (of.First.ToString(), of.Second.ToString()) }, options with { Key = key });
        var changes = comparison.RowsOf();
        return new DataDiff(Identity(of.First, before), Identity(of.Second, after))
        {
            Schema = [.. before.Columns.Zip(after.Columns).SelectMany(c => SchemaChanges(c.First, c.Second))],
            Rows = changes with { KeyInferred = options.Key.Count == 0 && after.Key.Count == 0, Unchanged = after.Rows - changes.Added - changes.Changed },
            Columns = [.. Shifts((before, after), comparison, options)],
            Notes = ["Both versions are in the store and lie on each other: only what is between them was read."],
        };
    }

    private static DataIdentity Identity(DataVersion version, TableProfile table) =>
        new(version.ToString(), table.Rows, table.Columns.Count, table.Print.Ordered, table.Print.Unordered);

    private static bool IsUnique(TableProfile table, string column) => table.Columns.Any(c => c.Name == column && c.Unique);

    private static string[] Key(TableProfile before, TableProfile after) =>
        [.. before.Columns.Where(c => IsUnique(before, c.Name) && IsUnique(after, c.Name)).OrderBy(c => KindInference.LooksLikeKey(c.Name) ? 0 : 1).Take(1).Select(c => c.Name)];

    private static TablePair? Tables((byte[] Gone, byte[] Come) lines, TableProfile like, char delimiter)
    {
        var header = new DelimitedHeader(delimiter, [.. like.Columns.Select(c => c.Name)]);
        // The header is a line like any other; where it changed the columns did.
        var classes = new PlainTable("", [.. like.Columns.Select(c => PlainReader.Empty(c.Name, c.Class))], 0);
        try
        {
            var first = PlainReader.Read(() => WithHeader(lines.Gone), header, classes);
            var second = PlainReader.Read(() => WithHeader(lines.Come), header, first);
            var pair = new TablePair(first, second, [.. Enumerable.Range(0, second.Rows).Select(row => ~row)]) { Prints = default, Names = default };
            return pair.SameColumns && first.Columns.Select(c => c.Class).SequenceEqual(like.Columns.Select(c => c.Class)) ? pair : null;
        }
        catch (UnusualTable)
        {
            return null;
        }

        MemoryStream WithHeader(byte[] rows) => new([.. System.Text.Encoding.UTF8.GetBytes(string.Join(delimiter, header.Names.Select(_ => "x")) + "\n"), .. rows]);
    }

    private static IEnumerable<SchemaChange> SchemaChanges(StoredColumn before, StoredColumn after)
    {
        if (before.Type != after.Type)
        {
            yield return new("type", before.Name, before.Type, after.Type);
        }

        if (before.Missing == 0 != (after.Missing == 0))
        {
            yield return new(before.Missing == 0 ? "nullable" : "not-nullable", before.Name, $"{before.Missing}", $"{after.Missing}");
        }
    }

    private static ColumnShift[] Shifts((TableProfile Before, TableProfile After) tables, TableComparison comparison, DataDiffOptions options)
    {
        var rows = (Before: tables.Before.Rows, After: tables.After.Rows);
        var tested = tables.Before.Columns.Zip(tables.After.Columns, comparison.Pairs)
            .Select(c => StoredShift.Of((c.First, c.Second), c.Third, rows)).ToArray();
        return ShiftJudgement.Of(tested, rows, options);
    }
}
