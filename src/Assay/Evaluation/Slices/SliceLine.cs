namespace Assay.Evaluation.Slices;

/// <summary>SliceLine's search, exact at any depth: the slices with the best score, with no statistics on top.</summary>
/// <remarks>
/// A slice is a conjunction of one value each of distinct columns. With n rows of mean loss m, a slice of s rows with losses summing to
/// t scores alpha ((t / s) / m - 1) - (1 - alpha) (n / s - 1). Valid are s at least the support and t above 0; returned are scores
/// above 0. Source: Sagadeeva and Boehm, SliceLine, SIGMOD 2021; numbers checked against DataDome/sliceline 0.3.1 and, where its
/// slice numbers overflow, against exhaustive enumeration (tests/data/golden/sliceline).
/// </remarks>
public static class SliceLine
{
    /// <summary>Searches; weights are not part of the definition and must be absent.</summary>
    /// <exception cref="AssayException"><c>data.loss-negative</c>, <c>data.loss-zero</c>, <c>data.no-rows</c>, <c>usage.alpha</c>.</exception>
    public static SliceLineResult Search(SliceTable table, SliceLineOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        Check(table);
        var support = options.MinSupport ?? table.UsualSupport;
        var packed = new PackedRows(table.Columns, support);
        var score = new SliceLineScore(options.Alpha, table.Rows, Mean(table.Losses), table.Losses.Max(), support);
        var top = new TopSlices(options.Top);
        var cells = Array.ConvertAll(table.Losses, loss => new SliceCell(1, loss));
        var valid = 0L;
        SliceTasks.Run(options.Threads, SliceTasks.Conditions(packed), () => new Descent(packed, cells, (options, score, top)), (descent, condition) =>
        {
            descent.Descend(condition);
            Interlocked.Add(ref valid, descent.TakeValid());
        });
        return new SliceLineResult(
            [.. top.Ordered().Select(s => new ScoredSlice([.. s.Conditions.Select(packed.Describe)], (int)s.Cell.Rows, s.Cell.Loss, s.Score))],
            options.CountsValid ? valid : null,
            table.Rows,
            score.MeanError);
    }

    // Added up as slices are, so that a slice of all rows scores 0 and no rounding error above it.
    private static double Mean(double[] losses)
    {
        var sum = 0.0;
        foreach (var loss in losses)
        {
            sum += loss;
        }

        return sum / losses.Length;
    }

    private static void Check(SliceTable table)
    {
        if (table.Weights.Length > 0)
        {
            throw new ArgumentException("SliceLine's definition has no weights; leave them out.", nameof(table));
        }

        if (table.Rows == 0)
        {
            throw new AssayException("data.no-rows", "There are no rows to search.");
        }

        if (Array.FindIndex(table.Losses, l => l < 0) is >= 0 and var bad)
        {
            throw new AssayException("data.loss-negative", $"The loss of data row {bad + 1} is {table.Losses[bad]}; SliceLine's score needs losses of at least 0. Use absolute or squared errors.");
        }

        if (!table.Losses.Any(l => l > 0))
        {
            throw new AssayException("data.loss-zero", $"The loss is 0 in all {table.Rows} rows: no row is wrong, so no slice is worse than another.");
        }
    }

    private sealed class Descent(PackedRows packed, SliceCell[] cells, (SliceLineOptions Options, SliceLineScore Score, TopSlices Top) search)
        : SliceDescent<SliceCell>(packed, cells, search.Options.Depth)
    {
        private long valid;

        public long TakeValid()
        {
            var taken = valid;
            valid = 0;
            return taken;
        }

        protected override int RowsOf(SliceCell cell) => (int)cell.Rows;

        protected override bool Visit(int level, int condition, SliceCell cell)
        {
            if (cell.Rows < Packed.MinSupport || !(cell.Loss > 0))
            {
                return false;
            }

            valid++;
            search.Top.Offer(Path.AsSpan(0, level), condition, (cell, search.Score.Of(cell.Rows, cell.Loss)));
            return search.Options.CountsValid || search.Score.Bound(cell.Rows, cell.Loss) >= search.Top.Threshold;
        }
    }
}
