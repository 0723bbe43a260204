namespace Assay.Data;

/// <summary>Free text; null is a missing cell.</summary>
public sealed class TextColumn(string name, ColumnKind kind, string?[] values) : Column(name, kind)
{
    /// <summary>One text a row.</summary>
    public ReadOnlySpan<string?> Values => values;

    /// <inheritdoc/>
    public override int Count => values.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => values[row] is null;

    /// <inheritdoc/>
    public override string? Show(int row) => values[row];

    /// <inheritdoc/>
    public override Column As(ColumnKind kind) => new TextColumn(Name, kind, values);

    /// <inheritdoc/>
    public override Column Picking(ReadOnlySpan<int> at, ReadOnlySpan<int> from) => new TextColumn(Name, Kind, Pick(values, at, from));

    /// <inheritdoc/>
    internal override Column Taking(ReadOnlySpan<int> rows) => new TextColumn(Name, Kind, Take(values, rows, null));
}
