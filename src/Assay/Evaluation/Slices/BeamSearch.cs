namespace Assay.Evaluation.Slices;

/// <summary>A search of wide tables, level by level: only the slices with the strongest evidence get a further condition.</summary>
/// <remarks>Source: beam search as in subgroup discovery, Duivesteijn, Feelders and Knobbe, Data Mining and Knowledge Discovery 30, 2016, algorithm 1.</remarks>
internal static class BeamSearch
{
    private const int Width = 100;
    private const int MostKept = 1000;

    /// <summary>The slices with the strongest evidence, and how many were looked at.</summary>
    public static (SliceCandidates Slices, int Count) Find(PackedRows packed, SliceTable table, SliceOptions options)
    {
        var moments = new LossMoments(table);
        var values = Values(table, moments.Mean);
        Evidence Fresh() => new(packed, values, (moments, options.Side));
        var level = Fresh().Of([], [.. Enumerable.Range(0, packed.Rows)]);
        var kept = level;
        var count = level.Count;
        for (var conditions = 1; conditions < Math.Min(options.Depth, packed.Features); conditions++)
        {
            var beam = level.Take(Width).ToArray();
            var longer = new List<BeamSlice>[beam.Length];
            SliceTasks.Run(options.Threads, [.. Enumerable.Range(0, beam.Length)], Fresh, (own, i) =>
            {
                options.Cancellation.ThrowIfCancellationRequested();
                longer[i] = own.Of(beam[i].Conditions, packed.RowsOf(beam[i].Conditions));
            });
            level = [.. longer.SelectMany(l => l).DistinctBy(s => string.Join(',', s.Conditions)).Order(BeamSlice.StrongestFirst)];
            count += level.Count;
            kept = [.. kept.Concat(level).Order(BeamSlice.StrongestFirst).Take(MostKept)];
        }

        kept = [.. kept.Take(MostKept)];
        return (new SliceList(packed.Rows, [.. kept.Select(s => packed.RowsOf(s.Conditions))], [.. kept.Select(s => s.Conditions.Select(packed.Describe).ToArray())]), count);
    }

    // Weights are taken into the loss: for the order of the beam their effect on the spread does not matter.
    private static SliceCell[] Values(SliceTable table, double mean)
    {
        var scale = table.Weights.Length == 0 ? 1 : table.Rows / table.Weights.Sum();
        return [.. table.Losses.Select((loss, row) => new SliceCell(1, (loss - mean) * (table.Weights.Length == 0 ? 1 : table.Weights[row] * scale)))];
    }

    // Conditions ascending.
    private sealed record BeamSlice(int[] Conditions, double Z)
    {
        public static Comparer<BeamSlice> StrongestFirst { get; } = Comparer<BeamSlice>.Create((a, b) =>
            b.Z.CompareTo(a.Z) is not 0 and var byZ ? byZ
            : a.Conditions.Length != b.Conditions.Length ? a.Conditions.Length.CompareTo(b.Conditions.Length)
            : a.Conditions.AsSpan().SequenceCompareTo(b.Conditions));
    }

    private sealed class Evidence(PackedRows packed, SliceCell[] values, (LossMoments Moments, SliceSide Side) losses)
    {
        private readonly SliceCell[] cells = new SliceCell[packed.Conditions];

        /// <summary>All slices one condition longer, strongest first.</summary>
        public List<BeamSlice> Of(int[] above, int[] rows)
        {
            SliceKernel.Fill(packed, rows, values, 0, cells);
            var taken = above.Select(packed.FeatureOf).ToHashSet();
            var found = new List<BeamSlice>();
            for (var condition = 1; condition < packed.Conditions; condition++)
            {
                var cell = cells[condition];
                if (cell.Rows >= packed.MinSupport && cell.Rows < rows.Length && !taken.Contains(packed.FeatureOf(condition)))
                {
                    int[] conditions = [.. above, condition];
                    Array.Sort(conditions);
                    found.Add(new BeamSlice(conditions, Z(cell)));
                }
            }

            found.Sort(BeamSlice.StrongestFirst);
            return found;
        }

        private double Z(SliceCell cell)
        {
            var z = cell.Loss / Math.Max(double.Epsilon, losses.Moments.Deviation * losses.Moments.SpreadOf(cell.Rows, cell.Rows));
            return losses.Side == SliceSide.Worse ? z : Math.Abs(z);
        }
    }
}
