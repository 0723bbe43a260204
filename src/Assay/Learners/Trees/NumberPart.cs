using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>A number as it stands; a missing cell is NaN.</summary>
internal sealed record NumberPart : TreePart
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => [Column];

    /// <inheritdoc/>
    public override BoundPart Bind(Dataset data) => new Bound(Find<NumberColumn>(data));

    private sealed class Bound(NumberColumn column) : BoundPart
    {
        public override void Write(ReadOnlySpan<int> rows, Span<double> block, int stride)
        {
            var values = column.Values;
            for (var i = 0; i < rows.Length; i++)
            {
                block[i * stride] = values[rows[i]];
            }
        }
    }
}
