using Assay.Statistics;

namespace Assay.Evaluation.Slices;

/// <summary>Slices that were named beforehand, against all other rows.</summary>
internal static class MaskJudge
{
    public static IReadOnlyList<Slice> Judge(SliceTable table, IReadOnlyList<SliceMask> masks, SliceOptions options)
    {
        if (masks.FirstOrDefault(m => m.Rows.Count != table.Rows) is { } odd)
        {
            throw new ArgumentException($"The slice \"{odd.Name}\" has {odd.Rows.Count} entries but there are {table.Rows} rows.", nameof(masks));
        }

        var list = new SliceList(
            table.Rows,
            [.. masks.Select(m => Enumerable.Range(0, table.Rows).Where(r => m.Rows[r]).ToArray())],
            [.. masks.Select(_ => Array.Empty<SlicePredicate>())]);
        var test = new PermutationTest(list, table, options.Side);
        var largest = test.Largest(options.DrawsForLevel, options);
        var critical = Math.Max(1.96, test.Critical(options.Level, largest));
        var writer = new FindingWriter(table, options);
        return [.. masks.Select((mask, i) => writer.Slice(
            [],
            list.RowsOf(i),
            (test.Z[i], test.AdjustedP(test.Z[i], largest)),
            (difference, error) => Together(difference, critical * error)) with { Text = mask.Name })];
    }

    private static Interval Together(Interval difference, double half) =>
        new(difference.Value, difference.Value - half, difference.Value + half, "covers all slices given together") { Level = difference.Level };
}
