namespace Assay.Evaluation.Differences;

/// <summary>What a table is known by.</summary>
/// <param name="Name">File name, or name and version in the store.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Ordered">Digest over every cell, rows in order, hexadecimal; the one runs record.</param>
/// <param name="Unordered">Digest over the multiset of rows, hexadecimal.</param>
public sealed record DataIdentity(string Name, long Rows, int Columns, string Ordered, string Unordered);
