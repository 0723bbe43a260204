namespace Assay.Data;

/// <summary>A table as read: columns of equal length in file order, and the digests over every cell.</summary>
internal sealed record RawTable(string Name, IReadOnlyList<RawColumn> Columns, int Rows, Fingerprint Fingerprint);
