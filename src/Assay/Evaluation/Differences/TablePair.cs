using Assay.Data;
using Assay.Data.Plain;

namespace Assay.Evaluation.Differences;

/// <summary>Two tables to compare; of the second only the rows that are no line of the first.</summary>
/// <param name="First">The first table, whole.</param>
/// <param name="Second">Rows of the second table that are written nowhere in the first.</param>
/// <param name="Origin">Every row of the second table: row n of <paramref name="First"/>, or row ~n of <paramref name="Second"/>.</param>
internal sealed record TablePair(PlainTable First, PlainTable Second, int[] Origin)
{
    private const int ReadWhole = 4;

    /// <summary>The digests of both.</summary>
    public required (Fingerprint First, Fingerprint Second) Prints { get; init; }

    /// <summary>Names for people.</summary>
    public required (string First, string Second) Names { get; init; }

    /// <summary>Whether both have the same columns in the same order.</summary>
    public bool SameColumns => First.Columns.Select(c => (c.Name, c.Class)).SequenceEqual(Second.Columns.Select(c => (c.Name, c.Class)));

    /// <summary>Reads two files: quickly where both are plain delimited texts, else by the full reader.</summary>
    public static TablePair Read(string first, string second)
    {
        var (one, two) = (TableFile.Open(first), TableFile.Open(second));
        var before = (one.Stamp(), two.Stamp());
        var pair = Plainly(one, two) ?? Fully(first, second);
        return before == (one.Stamp(), two.Stamp()) ? pair with { Names = (one.Name, two.Name) } : throw new AssayException(
            "data.file-changed", $"{one.Name} or {two.Name} changed while it was read. Compare them again when they are finished.");
    }

    private static TablePair? Plainly(TableFile first, TableFile second)
    {
        if (first.Format != TableFormat.Delimited || second.Format != TableFormat.Delimited || first.Compressed || second.Compressed)
        {
            return null;
        }

        try
        {
            var (header, otherHeader) = (DelimitedHeader.Read(first), DelimitedHeader.Read(second));
            var lines = Task.Run(() => LineIndex.Of(Open(second)));
            try
            {
                var table = PlainReader.Read(() => Open(first), header);
                return Joined(table, (second, otherHeader), lines.GetAwaiter().GetResult());
            }
            finally
            {
                Task.WaitAny(lines);
            }
        }
        catch (UnusualTable)
        {
            return null;
        }
    }

    private static TablePair Joined(PlainTable first, (TableFile File, DelimitedHeader Header) second, LineIndex lines)
    {
        var origin = new LineMatch(first.Lines).Find(lines.Hashes);
        first = first with { Lines = [] };
        var fresh = Enumerable.Range(0, origin.Length).Where(row => origin[row] < 0).ToArray();
        if (fresh.Length <= origin.Length / ReadWhole)
        {
            var own = PlainReader.Read(() => lines.Take(Open(second.File), fresh), second.Header, first);
            for (var i = 0; i < fresh.Length; i++)
            {
                origin[fresh[i]] = ~i;
            }

            var pair = Of(first, own, origin);
            if (pair.SameColumns)
            {
                return pair;
            }
        }

        var whole = PlainReader.Read(() => Open(second.File), second.Header, first);
        return Of(first, whole with { Lines = [] }, [.. Enumerable.Range(0, whole.Rows).Select(row => ~row)]);
    }

    private static TablePair Of(PlainTable first, PlainTable second, int[] origin)
    {
        var pair = new TablePair(first, second, origin) { Prints = default, Names = default };
        var print = Task.Run(() => first.Fingerprint());
        var other = pair.SameColumns ? first.Fingerprint(origin, second) : second.Fingerprint();
        return pair with { Prints = (print.GetAwaiter().GetResult(), other) };
    }

    private static TablePair Fully(string first, string second)
    {
        var one = TableReader.Read(first, Environment.ProcessorCount);
        var table = PlainTable.Of(one);
        var two = TableReader.Read(second, Environment.ProcessorCount);
        var other = PlainTable.Of(two, table);
        return new TablePair(table, other, [.. Enumerable.Range(0, other.Rows).Select(row => ~row)]) { Prints = (one.Fingerprint, two.Fingerprint), Names = default };
    }

    private static FileStream Open(TableFile file) =>
        new(file.Path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0, Options = FileOptions.SequentialScan });
}
