namespace Assay.Data;

/// <summary>Names as codes into a list of levels; code -1 is a missing cell, or a level the schema does not know.</summary>
public sealed class CategoryColumn(string name, ColumnKind kind, int[] codes, string[] levels) : Column(name, kind)
{
    /// <summary>One code a row, from 0 to the number of levels less 1, or -1.</summary>
    public ReadOnlySpan<int> Codes => codes;

    /// <summary>The levels in ordinal string order.</summary>
    public IReadOnlyList<string> Levels => levels;

    /// <inheritdoc/>
    public override int Count => codes.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => codes[row] < 0;

    /// <inheritdoc/>
    public override string? Show(int row) => codes[row] < 0 ? null : levels[codes[row]];

    /// <inheritdoc/>
    public override Column As(ColumnKind kind) => new CategoryColumn(Name, kind, codes, levels);

    /// <inheritdoc/>
    public override Column Picking(ReadOnlySpan<int> at, ReadOnlySpan<int> from) => new CategoryColumn(Name, Kind, Pick(codes, at, from), levels);

    /// <inheritdoc/>
    internal override Column Taking(ReadOnlySpan<int> rows) => new CategoryColumn(Name, Kind, Take(codes, rows, -1), levels);
}
