namespace Assay.Evaluation.Slices;

/// <summary>Finds the parts of a table where a model does worse than elsewhere, with its false findings under control.</summary>
/// <remarks>
/// Four things are on by default: the chance of any false finding is bounded, slices of mostly the same rows are one finding, the
/// difference is corrected for the search, and every number has its interval. <see cref="SliceLine"/> is the search without them.
/// </remarks>
public static class SliceFinder
{
    // Row updates in one pass over the lattice: a few seconds a pass, and a few dozen passes.
    private const double MostExactWork = 1.5e9;

    private const double MostPermutationWork = 1e10;

    private const double MostDealtRows = 5e8;

    /// <summary>Searches, tests, groups and corrects.</summary>
    /// <exception cref="AssayException"><c>data.slices-too-many</c>, <c>usage.control</c>.</exception>
    /// <exception cref="OperationCanceledException">The options' token ended the search.</exception>
    public static SliceFindings Find(SliceTable table, SliceOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var chosen = Choose(table, options);
        if (Nothing(table) is { } reason)
        {
            return FindingWriter.Empty(table, chosen, reason);
        }

        return chosen.Control == SliceControl.SplitHalf ? SplitHalfFinder.Find(table, chosen) : ExactFinder.Find(table, chosen);
    }

    /// <summary>Compares slices that somebody named with all other rows, corrected for how many were named.</summary>
    /// <remarks>
    /// Every slice is reported, in the order given. p values are those of <see cref="SliceControl.Permutation"/> over the slices
    /// given; the corrected difference is the interval that covers all of them together.
    /// </remarks>
    /// <exception cref="ArgumentException">A mask does not line up with the rows.</exception>
    public static IReadOnlyList<Slice> Judge(SliceTable table, IReadOnlyList<SliceMask> masks, SliceOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(masks);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return MaskJudge.Judge(table, masks, options);
    }

    /// <summary>The search and the control that will be used, and how many permutations.</summary>
    internal static SliceOptions Choose(SliceTable table, SliceOptions options)
    {
        var work = Work(table, options.Depth);
        var search = options.Search != SliceSearch.Automatic ? options.Search
            : work > MostExactWork && options.Control is SliceControl.Automatic or SliceControl.SplitHalf ? SliceSearch.Beam : SliceSearch.Exact;
        var control = options.Control != SliceControl.Automatic ? options.Control
            : search == SliceSearch.Beam ? SliceControl.SplitHalf : SliceControl.Permutation;
        var affordable = (work * options.Draws / SliceLanes.Count > MostPermutationWork && search == SliceSearch.Exact) || (double)table.Rows * options.Draws > MostDealtRows ? options with { Draws = Math.Min(options.Draws, 199) } : options;
        return options with { Search = search, Control = control, Draws = affordable.DrawsForLevel, MinSupport = options.MinSupport ?? table.UsualSupport };
    }

    /// <summary>Rows times sets of at most so many columns: what one pass over the lattice costs at most.</summary>
    internal static double Work(SliceTable table, int depth)
    {
        var (sets, all) = (1.0, 0.0);
        for (var taken = 1; taken <= Math.Min(depth, table.Columns.Count); taken++)
        {
            sets *= (table.Columns.Count - taken + 1.0) / taken;
            all += sets;
        }

        return all * table.Rows;
    }

    private static string? Nothing(SliceTable table) =>
        table.Columns.Count == 0 ? "there is no column to describe slices by"
        : table.Rows < 2 ? "there are fewer than two rows"
        : table.Losses.All(l => l == table.Losses[0]) ? $"the loss is {table.Losses[0]} in every row" : null;
}
