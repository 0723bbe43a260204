using System.Runtime.CompilerServices;

namespace Assay.Data.Plain;

/// <summary>Reads plain delimited texts quickly: in one pass, column by column within blocks that stay in the processor's cache.</summary>
/// <remarks>
/// It gives what <see cref="TableReader"/> gives, or throws <see cref="UnusualTable"/> where it cannot be sure to: ragged rows, odd quotes,
/// cells that may or may not be numbers, dates of several kinds, whole numbers beyond 2^53, texts that are not UTF-8.
/// </remarks>
internal static class PlainReader
{
    private const int Sniffed = 64;

    /// <summary>Reads the table; text columns in <paramref name="shared"/> share their dictionaries.</summary>
    /// <param name="open">Opens the content from its beginning; it may be read several times.</param>
    /// <param name="header">Delimiter and names.</param>
    /// <param name="shared">A table this one will be compared with: columns of the same name are read as the same class.</param>
    public static PlainTable Read(Func<Stream> open, DelimitedHeader header, PlainTable? shared = null)
    {
        var classes = shared is null ? Sniff(open, header) : [.. header.Names.Select(n => shared.Find(n)?.Class ?? "number")];
        while (true)
        {
            var columns = header.Names.Select((name, i) => Make(name, classes[i], shared?.Find(name))).ToArray();
            using var blocks = new DelimitedBlocks(open(), (byte)header.Delimiter);
            var lines = Array.Empty<ulong>();
            var (rows, failed) = Fill(blocks, columns, ref lines);
            if (failed < 0)
            {
                return new PlainTable("", [.. columns.Select(EmptyIsText)], rows) { Lines = lines.Length == rows ? lines : lines[..rows] };
            }

            classes[failed] = "text";
        }
    }

    /// <summary>A column of that class without cells.</summary>
    public static PlainColumn Empty(string name, string kind) => Make(name, kind, null);

    private static PlainColumn Make(string name, string kind, PlainColumn? shared) => kind switch
    {
        "number" => new PlainNumbers(name),
        "date" => new PlainDates(name),
        _ => new PlainTexts(name, (shared as PlainTexts)?.Dictionary ?? new TextDictionary()),
    };

    // A column without any cell has no class of its own; the full reader calls it text.
    private static PlainColumn EmptyIsText(PlainColumn column)
    {
        if (column is PlainTexts || column.Count == 0 || Enumerable.Range(0, column.Count).Any(row => !column.IsMissing(row)))
        {
            return column;
        }

        var codes = new int[column.Count];
        codes.AsSpan().Fill(-1);
        return new PlainTexts(column.Name, new TextDictionary(), codes, codes.Length);
    }

    // The number of the column with a cell that does not fit, or -1.
    private static (int Rows, int Failed) Fill(DelimitedBlocks blocks, PlainColumn[] columns, ref ulong[] lines)
    {
        var rows = 0;
        var first = true;
        while (blocks.Next())
        {
            if (!Records(blocks, columns.Length))
            {
                throw new UnusualTable("Rows of different lengths.");
            }

            for (var c = 0; c < columns.Length; c++)
            {
                if (first)
                {
                    columns[c].Reserve(Expected(blocks, columns.Length));
                }

                if (!columns[c].Take(blocks, c, columns.Length, first ? 1 : 0))
                {
                    return (rows, c);
                }
            }

            var room = rows + (blocks.Marks.Length / columns.Length);
            if (room > lines.Length)
            {
                Array.Resize(ref lines, first ? Expected(blocks, columns.Length) : room + (room >> 3));
            }

            rows += LineHashes(blocks, columns.Length, first ? 1 : 0, lines.AsSpan(rows));
            first = false;
        }

        return (rows, -1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Records(DelimitedBlocks blocks, int width)
    {
        var bytes = blocks.Bytes;
        var marks = blocks.Marks;
        if (marks.Length % width != 0)
        {
            return false;
        }

        for (var i = 0; i < marks.Length; i += width)
        {
            for (var j = i; j < i + width - 1; j++)
            {
                if (bytes[marks[j]] == '\n')
                {
                    return false;
                }
            }

            if (bytes[marks[i + width - 1]] != '\n')
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int LineHashes(DelimitedBlocks blocks, int width, int skipped, Span<ulong> hashes)
    {
        var bytes = blocks.Bytes;
        var marks = blocks.Marks;
        var count = (marks.Length / width) - skipped;
        for (var i = 0; i < count; i++)
        {
            var end = marks[((i + skipped + 1) * width) - 1];
            var start = i + skipped == 0 ? 0 : marks[((i + skipped) * width) - 1] + 1;
            hashes[i] = LineHash.Of(bytes[start..end]);
        }

        return count;
    }

    // By the first block; a little too much costs less than growing.
    private static int Expected(DelimitedBlocks blocks, int width) => 16 + (int)Math.Min(1 << 28, blocks.Blocks * 1.01 * (blocks.Marks.Length / width));

    // The class of each column by its first cell that is not empty; a wrong guess costs one more pass.
    private static string[] Sniff(Func<Stream> open, DelimitedHeader header)
    {
        using var blocks = new DelimitedBlocks(open(), (byte)header.Delimiter, 1 << 14);
        var classes = new string?[header.Names.Count];
        var width = classes.Length;
        if (blocks.Next())
        {
            if (blocks.Bytes[..(blocks.Marks[Math.Min(blocks.Marks.Length, width) - 1] - 1)].Contains((byte)'\r'))
            {
                throw new UnusualTable("Lines end in carriage returns.");
            }

            for (var i = width; i < Math.Min(blocks.Marks.Length, width * Sniffed); i++)
            {
                var start = blocks.Marks[i - 1] + 1;
                var cell = blocks.Bytes[start..blocks.Marks[i]].Trim("\"\r"u8);
                classes[i % width] ??= cell.IsEmpty ? null : ClassOf(cell);
            }
        }

        return [.. classes.Select(c => c ?? "number")];
    }

    private static unsafe string ClassOf(ReadOnlySpan<byte> cell)
    {
        fixed (byte* first = cell)
        {
            return PlainNumber.TryRead(first, first + cell.Length, out _, out _) ? "number" : PlainDates.Read(cell) is null ? "text" : "date";
        }
    }
}
