namespace Assay.Evaluation.Differences;

/// <summary>Which rows differ.</summary>
public sealed record RowDifferences
{
    /// <summary>Columns that name a row; empty when rows were compared as a multiset.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Whether the key was found rather than given.</summary>
    public bool KeyInferred { get; init; }

    /// <summary>Rows that are in the second table only.</summary>
    public long Added { get; init; }

    /// <summary>Rows that are in the first table only.</summary>
    public long Removed { get; init; }

    /// <summary>Rows of one key with other cells; 0 without a key.</summary>
    public long Changed { get; init; }

    /// <summary>Rows that are the same in both.</summary>
    public long Unchanged { get; init; }

    /// <summary>Cells that changed in changed rows.</summary>
    public long ChangedCells { get; init; }

    /// <summary>The same by column, without columns of none.</summary>
    public IReadOnlyDictionary<string, long> ChangedCellsByColumn { get; init; } = new Dictionary<string, long>();

    /// <summary>Keys that name more than one row of the first table; such rows are compared as a multiset, never merged.</summary>
    public long DuplicateKeysBefore { get; init; }

    /// <summary>Keys that name more than one row of the second table.</summary>
    public long DuplicateKeysAfter { get; init; }

    /// <summary>A few keys that are not unique.</summary>
    public IReadOnlyList<string> DuplicateKeys { get; init; } = [];

    /// <summary>Some of the rows that differ, changed ones first.</summary>
    public IReadOnlyList<RowDifference> Sample { get; init; } = [];
}
