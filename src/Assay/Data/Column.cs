namespace Assay.Data;

/// <summary>One named column of a table; immutable once made.</summary>
public abstract class Column
{
    private protected Column(string name, ColumnKind kind)
    {
        Name = name;
        Kind = kind;
    }

    /// <summary>The name in the file.</summary>
    public string Name { get; }

    /// <summary>What the cells mean.</summary>
    public ColumnKind Kind { get; }

    /// <summary>The number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the cell is missing.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>The cell as a person would read it; null when missing.</summary>
    public abstract string? Show(int row);

    /// <summary>The same cells under another kind or name.</summary>
    public abstract Column As(ColumnKind kind);

    /// <summary>The same column, except that row <paramref name="at"/>[i] shows the cell of row <paramref name="from"/>[i].</summary>
    public abstract Column Picking(ReadOnlySpan<int> at, ReadOnlySpan<int> from);

    /// <summary>The cells of these rows, in this order; row -1 is a missing cell.</summary>
    internal abstract Column Taking(ReadOnlySpan<int> rows);

    /// <summary>The cells of these rows; <paramref name="missing"/> for row -1.</summary>
    private protected static T[] Take<T>(T[] cells, ReadOnlySpan<int> rows, T missing)
    {
        var taken = new T[rows.Length];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = rows[i] < 0 ? missing : cells[rows[i]];
        }

        return taken;
    }

    /// <summary>A copy of the cells with some rows' cells taken from other rows.</summary>
    private protected static T[] Pick<T>(T[] cells, ReadOnlySpan<int> at, ReadOnlySpan<int> from)
    {
        var picked = (T[])cells.Clone();
        for (var i = 0; i < at.Length; i++)
        {
            picked[at[i]] = cells[from[i]];
        }

        return picked;
    }
}
