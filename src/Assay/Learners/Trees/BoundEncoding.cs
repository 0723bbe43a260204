using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>An encoding tied to one table. Safe to use from several threads.</summary>
internal sealed class BoundEncoding : IRowEncoder
{
    private readonly BoundPart[] parts;
    private readonly int[] first;

    /// <summary>Finds every column the encoding needs.</summary>
    public BoundEncoding(TreeEncoding encoding, Dataset data)
    {
        Data = data;
        parts = [.. encoding.Parts.Select(p => p.Bind(data))];
        first = new int[parts.Length];
        foreach (var (part, i) in encoding.Parts.Select((p, i) => (p, i)))
        {
            first[i] = Width;
            Width += part.Names.Count;
        }
    }

    /// <summary>The table.</summary>
    public Dataset Data { get; }

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<int> rows, Span<double> block)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i].Write(rows, block[first[i]..], Width);
        }
    }
}
