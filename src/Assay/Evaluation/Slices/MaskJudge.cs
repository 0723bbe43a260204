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
            (test.Z[i], double.NaN),
            (difference, error) => Together(difference, critical * Error(difference, error, test.Z[i]))) with { Text = mask.Name })
            .Select(slice => slice with { AdjustedP = test.AdjustedP(Evidence(slice, critical), largest) })];
    }

    // By chance alone or by the slice's own scatter, whichever is larger, so that limits and p value say the same.
    private static double Error(Interval difference, double error, float z) => z == 0 ? error : Math.Max(error, Math.Abs(difference.Value / z));

    // The z that the limits imply.
    private static float Evidence(Slice slice, double critical)
    {
        var half = (slice.Corrected.High - slice.Corrected.Low) / 2;
        return half > 0 ? (float)(Math.Abs(slice.Corrected.Value) * critical / half) * (slice.Z < 0 ? -1 : 1) : (float)slice.Z;
    }

    private static Interval Together(Interval difference, double half) =>
        new(difference.Value, difference.Value - half, difference.Value + half, "covers all slices given together") { Level = difference.Level };
}
