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
}
