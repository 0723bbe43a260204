using Assay.Data;

namespace Assay.Development;

/// <summary>The table as the report shows it.</summary>
/// <param name="Name">Usually the file's name.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Target">The target column.</param>
/// <param name="Fingerprint">Digests over every cell.</param>
/// <param name="Columns">What was inferred of every column.</param>
/// <param name="ClassShares">Share of rows of every class, in class order; empty for regression.</param>
public sealed record DatasetSummary(
    string Name, int Rows, string Target, Fingerprint Fingerprint, IReadOnlyList<ColumnInfo> Columns, IReadOnlyDictionary<string, double> ClassShares);
