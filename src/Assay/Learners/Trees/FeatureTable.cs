using Assay.Numerics;

namespace Assay.Learners.Trees;

/// <summary>A training table whose label means are learnt, for every row, from other rows only.</summary>
/// <remarks>Rows are dealt to five parts by a hash of the seed and the row; each part's means come from the other four.</remarks>
internal sealed class FeatureTable : IRowEncoder
{
    private const int Parts = 5;
    private readonly BoundEncoding before;
    private readonly double[] means;
    private readonly int meansWidth;

    /// <summary>Learns the means of every part.</summary>
    /// <param name="before">The features that labels have no say in.</param>
    /// <param name="plan">What to make.</param>
    /// <param name="rows">Training rows, rising.</param>
    /// <param name="labels">One label a row of the whole table, and the seed that deals the rows.</param>
    public FeatureTable(BoundEncoding before, FeaturePlan plan, int[] rows, (double[] Values, ulong Seed) labels)
    {
        this.before = before;
        var data = before.Data;
        var part = new byte[data.RowCount];
        foreach (var row in rows)
        {
            part[row] = (byte)(SeededRandom.Derive(labels.Seed, "part", row) % Parts);
        }

        means = [];
        for (var p = 0; p < Parts; p++)
        {
            int[] others = [.. rows.Where(r => part[r] != p)], own = [.. rows.Where(r => part[r] == p)];
            if (own.Length == 0)
            {
                continue;
            }

            var learnt = new TreeEncoding { Parts = [.. plan.WithLabels(data, others.Length == 0 ? own : others, labels.Values)] };
            if (means.Length == 0)
            {
                meansWidth = learnt.Width;
                means = new double[data.RowCount * meansWidth];
            }

            var block = new double[own.Length * meansWidth];
            learnt.Bind(data).Write(own, block);
            for (var i = 0; i < own.Length; i++)
            {
                block.AsSpan(i * meansWidth, meansWidth).CopyTo(means.AsSpan(own[i] * meansWidth));
            }
        }
    }

    /// <inheritdoc/>
    public int Width => before.Width + meansWidth;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<int> rows, Span<double> block)
    {
        var first = new double[rows.Length * before.Width];
        before.Write(rows, first);
        for (var i = 0; i < rows.Length; i++)
        {
            var cells = block[(i * Width)..];
            first.AsSpan(i * before.Width, before.Width).CopyTo(cells);
            means.AsSpan(rows[i] * meansWidth, meansWidth).CopyTo(cells[before.Width..]);
        }
    }
}
