namespace Assay.Data;

/// <summary>Takes one column's cells out of the reader's chunks: keeps them and hashes them in the same pass.</summary>
internal abstract unsafe class CellCollector(string name, string sourceType)
{
    protected string Name { get; } = name;

    protected string SourceType { get; } = sourceType;

    /// <summary>The class of the cells in the fingerprint: number, text, date or boolean.</summary>
    public abstract string Class { get; }

    /// <summary>Takes the cells of one chunk. A validity of null means that none is missing; bit i tells that row i has a value.</summary>
    public abstract void Append(void* data, ulong* validity, Span<ulong> hashes);

    /// <summary>The column; the collector is empty afterwards.</summary>
    public abstract RawColumn Finish();

    protected static bool Has(ulong* validity, int row) => (validity[row >> 6] >> (row & 63) & 1) != 0;
}
