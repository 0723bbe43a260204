using Assay.Data.Plain;

namespace Assay.Tracking.Versions;

/// <summary>Takes a delimited text apart into its columns and puts it together again, byte by byte the same.</summary>
/// <remarks>Cells are kept as they are written, quotes and all, each with a line feed behind it: a column that did not change has the same pieces in every version.</remarks>
internal static class ColumnStreams
{
    /// <summary>The columns' pieces; null for a text whose records are of different lengths or hold line feeds.</summary>
    public static (List<IReadOnlyList<Piece>> Streams, bool Unterminated)? Cut(Stream content, char delimiter, PackWriter packs)
    {
        using var blocks = new DelimitedBlocks(content, (byte)delimiter);
        Column[]? columns = null;
        try
        {
            while (blocks.Next())
            {
                columns ??= [.. Enumerable.Range(0, Width(blocks)).Select(_ => new Column(packs))];
                if (!Take(blocks, columns))
                {
                    return null;
                }
            }
        }
        catch (UnusualTable)
        {
            return null;
        }

        return columns is null ? null : ([.. columns.Select(c => c.Finish())], blocks.Unterminated);
    }

    /// <summary>Writes the text the columns were cut from.</summary>
    public static void Join(DataEntry entry, PackReader packs, Stream target)
    {
        var cells = entry.Streams.Select(s => Cells(s, packs).GetEnumerator()).ToList();
        var buffer = new MemoryStream(1 << 17);
        var first = true;
        while (cells[0].MoveNext())
        {
            if (!first)
            {
                buffer.WriteByte((byte)'\n');
            }

            first = false;
            for (var column = 0; column < cells.Count; column++)
            {
                if (column > 0)
                {
                    buffer.WriteByte((byte)entry.Delimiter!);
                    cells[column].MoveNext();
                }

                buffer.Write(cells[column].Current.Span);
            }

            if (buffer.Length > 1 << 16)
            {
                Flush(buffer, target);
            }
        }

        if (!entry.Unterminated)
        {
            buffer.WriteByte((byte)'\n');
        }

        Flush(buffer, target);
        cells.ForEach(c => c.Dispose());
    }

    private static void Flush(MemoryStream buffer, Stream target)
    {
        target.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        buffer.SetLength(0);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Cells(IReadOnlyList<Piece> pieces, PackReader packs)
    {
        var left = ReadOnlyMemory<byte>.Empty;
        foreach (var piece in pieces)
        {
            ReadOnlyMemory<byte> bytes = packs.Read(piece);
            bytes = left.IsEmpty ? bytes : (byte[])[.. left.Span, .. bytes.Span];
            var start = 0;
            for (var length = bytes.Span[start..].IndexOf((byte)'\n'); length >= 0; length = bytes.Span[start..].IndexOf((byte)'\n'))
            {
                yield return bytes.Slice(start, length);
                start += length + 1;
            }

            left = bytes[start..];
        }
    }

    private static int Width(DelimitedBlocks blocks)
    {
        var width = 1;
        foreach (var mark in blocks.Marks)
        {
            if (blocks.Bytes[mark] == '\n')
            {
                return width;
            }

            width++;
        }

        return width;
    }

    private static bool Take(DelimitedBlocks blocks, Column[] columns)
    {
        var bytes = blocks.Bytes;
        var (start, column) = (0, 0);
        foreach (var mark in blocks.Marks)
        {
            var cell = bytes[start..mark];
            if (bytes[mark] == '\n' != (column == columns.Length - 1) || (blocks.HasQuotes && cell.Contains((byte)'\n')))
            {
                return false;
            }

            columns[column].Add(cell);
            column = column == columns.Length - 1 ? 0 : column + 1;
            start = mark + 1;
        }

        return true;
    }

    private sealed class Column(PackWriter packs)
    {
        private readonly List<Piece> pieces = [];
        private byte[] waiting = new byte[ContentCut.Most * 2];
        private int length;

        public void Add(ReadOnlySpan<byte> cell)
        {
            if (length + cell.Length + 1 > waiting.Length)
            {
                Cut(ContentCut.Most);
                if (length + cell.Length + 1 > waiting.Length)
                {
                    Array.Resize(ref waiting, (length + cell.Length + 1) * 2);
                }
            }

            cell.CopyTo(waiting.AsSpan(length));
            waiting[length + cell.Length] = (byte)'\n';
            length += cell.Length + 1;
        }

        public IReadOnlyList<Piece> Finish()
        {
            Cut(1);
            return pieces;
        }

        // A cut is only certain where the whole of the largest piece can be seen.
        private void Cut(int needed)
        {
            var start = 0;
            while (length - start >= needed)
            {
                var part = waiting.AsSpan(start, length - start);
                var cut = ContentCut.NextCell(part);
                pieces.Add(packs.Add(part[..cut]));
                start += cut;
            }

            waiting.AsSpan(start, length - start).CopyTo(waiting);
            length -= start;
        }
    }
}
