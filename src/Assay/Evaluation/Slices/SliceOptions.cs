namespace Assay.Evaluation.Slices;

/// <summary>How slices are searched and which are reported.</summary>
public sealed record SliceOptions
{
    /// <summary>Most findings reported, at least 1.</summary>
    public int Top { get; init; } = 10;

    /// <summary>Most conditions of a slice, at least 1.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Fewest rows of a slice; one row in a hundred, at least 32, when null.</summary>
    public int? MinSupport { get; init; }

    /// <summary>How the lattice is searched.</summary>
    public SliceSearch Search { get; init; } = SliceSearch.Automatic;

    /// <summary>How false findings are held down.</summary>
    public SliceControl Control { get; init; } = SliceControl.Automatic;

    /// <summary>Which slices are of interest.</summary>
    public SliceSide Side { get; init; } = SliceSide.Worse;

    /// <summary>The chance of any false finding (for <see cref="SliceControl.FalseDiscoveryRate"/> the expected share of them), in (0, 1).</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>Permutations; fewer, but at least 199, where the table is so large that they would take minutes.</summary>
    public int Draws { get; init; } = 999;

    /// <summary>Slices that share at least this part of their rows (Jaccard) are one finding said several ways, in (0, 1].</summary>
    public double SameFinding { get; init; } = 0.5;

    /// <summary>Most slices told within findings: significant, explained by a finding, but of mostly other rows than it; from 0 to 64.</summary>
    public int Narrower { get; init; } = 50;

    /// <summary>How the loss is called in sentences.</summary>
    public string LossName { get; init; } = "loss";

    /// <summary>The seed of permutations, halves and clusters.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads, at least 1; the answer is the same bits at any number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Ends the search with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The permutations drawn: at least as many as the level needs, since p is never below 2 / (draws + 1).</summary>
    internal int DrawsForLevel => Math.Max(Draws, (int)Math.Min(100_000, Math.Ceiling(4 / Level)));

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Top, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Depth, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Narrower);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Narrower, 64);
        ArgumentOutOfRangeException.ThrowIfLessThan(Draws, 99);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinSupport ?? 1, 1, nameof(MinSupport));
        if (!(Level is > 0 and < 1) || !(SameFinding is > 0 and <= 1))
        {
            throw new ArgumentException($"Level lies in (0, 1) and SameFinding in (0, 1]; they are {Level} and {SameFinding}.");
        }

        if (Search == SliceSearch.Beam && Control is SliceControl.Permutation or SliceControl.FalseDiscoveryRate)
        {
            throw new AssayException("usage.control", "A beam search sees only part of the slices, so its findings can be confirmed on the other half of the rows, not by permutation or by a rate over all slices. Use the control split-half, or the exact search.");
        }
    }
}
