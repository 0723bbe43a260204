using System.Text;
using System.Text.Json;

namespace Assay.Evaluation.Differences;

/// <summary>A diff as JSON of bounded length.</summary>
public static class BoundedJson
{
    /// <summary>The most bytes a diff takes.</summary>
    public const int MostBytes = 1 << 16;

    /// <summary>The diff, of at most 64 KB in UTF-8: where it is longer, fewer samples, values and unflagged columns are kept, and a note says so.</summary>
    public static string Of(DataDiff diff)
    {
        ArgumentNullException.ThrowIfNull(diff);
        var whole = Written(diff);
        for (var keep = 32; Encoding.UTF8.GetByteCount(whole) >= MostBytes && keep > 0; keep /= 2)
        {
            whole = Written(Cut(diff, keep));
        }

        return Encoding.UTF8.GetByteCount(whole) < MostBytes ? whole : Written(Cut(diff, 0));
    }

    private static string Written(DataDiff diff) => JsonSerializer.Serialize(diff, JsonRules.Indented);

    private static DataDiff Cut(DataDiff diff, int keep) => diff with
    {
        First = diff.First with { Name = ColumnShifts.Shortened(diff.First.Name) },
        Second = diff.Second with { Name = ColumnShifts.Shortened(diff.Second.Name) },
        Schema = [.. diff.Schema.Take(keep).Select(s => s with { Column = Shortened(s.Column), Before = Shortened(s.Before), After = Shortened(s.After) })],
        Rows = diff.Rows with
        {
            Key = [.. diff.Rows.Key.Take(keep).Select(k => Shortened(k))],
            ChangedCellsByColumn = diff.Rows.ChangedCellsByColumn.OrderByDescending(c => c.Value).Take(keep).DistinctBy(c => Shortened(c.Key)).ToDictionary(c => Shortened(c.Key), c => c.Value),
            DuplicateKeys = [.. diff.Rows.DuplicateKeys.Take(keep).Select(k => Shortened(k))],
            Sample = [.. diff.Rows.Sample.Take(keep).Select(r => r with { Key = [.. r.Key.Take(keep).Select(k => Shortened(k))], Cells = [.. r.Cells.Take(keep).Select(c => c with { Column = Shortened(c.Column) })] })],
        },
        Columns = [.. diff.Columns.Take(keep).Select(c => c with { Column = Shortened(c.Column), Top = [.. c.Top.Take(2)] })],
        Meaning = diff.Meaning with { Labels = [.. diff.Meaning.Labels.Take(keep)], Parts = [.. diff.Meaning.Parts.Take(keep)], Moves = [.. diff.Meaning.Moves.Take(keep)] },
        Notes = [.. diff.Notes.Take(8), $"Cut to 64 KB: at most {keep} entries of each list are shown. Counts are of all."],
    };

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Shortened(string? text) => text is null ? null : ColumnShifts.Shortened(text);
}
