namespace Assay.Data;

/// <summary>A column of dates holds infinities, which are no dates here: it has to be read as texts.</summary>
/// <param name="column">Its name.</param>
internal sealed class InfiniteDate(string column) : Exception($"Infinity among the dates of {column}.")
{
    /// <summary>The column's name.</summary>
    public string Column => column;
}
