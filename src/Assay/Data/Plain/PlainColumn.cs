using System.Runtime.CompilerServices;

namespace Assay.Data.Plain;

/// <summary>One column of a delimited text as it is read: typed cells and nothing inferred.</summary>
internal abstract unsafe class PlainColumn(string name)
{
    private byte[] unquoted = new byte[256];

    public string Name { get; } = name;

    /// <summary>The class of its cells in a fingerprint: number, text or date.</summary>
    public abstract string Class { get; }

    /// <summary>What a schema calls it: whole numbers, numbers, dates, texts.</summary>
    public abstract string Type { get; }

    /// <summary>Cells read so far.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the cell of that row is missing.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>The cell as people and files write it; null when missing.</summary>
    public abstract string? TextOf(int row);

    /// <summary>A number that is the same for equal cells of two columns that share their dictionary.</summary>
    public abstract ulong HashOf(int row);

    /// <summary>Hashes of the cells of these rows: row n of this column, row ~n of the other.</summary>
    public abstract void Hashes(ReadOnlySpan<int> rows, PlainColumn other, Span<ulong> hashes);

    /// <summary>Whether these are rows of this column one after the other.</summary>
    protected static bool IsRun(ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] != rows[0] + i)
            {
                return false;
            }
        }

        return rows.Length > 0 && rows[0] >= 0;
    }

    /// <summary>Makes room.</summary>
    public abstract void Reserve(int rows);

    /// <summary>Takes one cell; false when it is of another class.</summary>
    /// <exception cref="UnusualTable">The cell may mean something only the full reader knows.</exception>
    protected abstract bool Take(byte* cell, int length);

    /// <summary>Takes the cells of this column in a block of records of so many cells, the first records left out; false when one is of another class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Take(DelimitedBlocks block, int column, int width, int skipped)
    {
        var marks = block.Marks;
        var last = column == width - 1;
        fixed (byte* bytes = block.Bytes)
        {
            for (var mark = column + (skipped * width); mark < marks.Length; mark += width)
            {
                var start = mark == 0 ? 0 : marks[mark - 1] + 1;
                var length = marks[mark] - start;
                length -= last && length > 0 && bytes[start + length - 1] == '\r' ? 1 : 0;
                if (!(length > 0 && bytes[start] == '"' ? TakeQuoted(bytes + start, length) : Take(bytes + start, length)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool TakeQuoted(byte* cell, int length)
    {
        if (length < 2 || cell[length - 1] != '"')
        {
            throw new UnusualTable("A quote inside a cell.");
        }

        if (unquoted.Length < length)
        {
            unquoted = new byte[length * 2];
        }

        var used = 0;
        for (var i = 1; i < length - 1; i++)
        {
            if (cell[i] == '"' && (++i >= length - 1 || cell[i] != '"'))
            {
                throw new UnusualTable("A quote inside a cell.");
            }

            unquoted[used++] = cell[i];
        }

        fixed (byte* inner = unquoted)
        {
            return Take(inner, used);
        }
    }
}
