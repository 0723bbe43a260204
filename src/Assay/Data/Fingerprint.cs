namespace Assay.Data;

/// <summary>Digests over every cell, type and row of a table, hexadecimal.</summary>
/// <param name="Schema">Over column names, types and their order.</param>
/// <param name="Ordered">Over every cell, rows in file order.</param>
/// <param name="Unordered">Over the multiset of rows: the same for any row order.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">One digest a column, by name.</param>
public sealed record Fingerprint(string Schema, string Ordered, string Unordered, long Rows, IReadOnlyDictionary<string, string> Columns);
