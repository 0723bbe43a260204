namespace Assay.Data;

/// <summary>What DuckDB said when it could not read a file.</summary>
internal sealed class DuckFailure(string message) : Exception(message);
