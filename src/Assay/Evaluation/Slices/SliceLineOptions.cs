namespace Assay.Evaluation.Slices;

/// <summary>What SliceLine's search is told.</summary>
public sealed record SliceLineOptions
{
    /// <summary>How much the error counts against the size, in [0, 1].</summary>
    public double Alpha { get; init; } = 0.95;

    /// <summary>How many slices to return, at least 1; more when several tie with the last.</summary>
    public int Top { get; init; } = 10;

    /// <summary>Most conditions of a slice, at least 1.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Fewest rows of a slice; one row in a hundred, at least 32, when null.</summary>
    public int? MinSupport { get; init; }

    /// <summary>Whether every valid slice is counted. Without it parts of the lattice that cannot hold a result are passed over.</summary>
    public bool CountsValid { get; init; } = true;

    /// <summary>Threads, at least 1; the answer is the same bits at any number.</summary>
    public int Threads { get; init; } = 1;

    internal void Check()
    {
        if (!(Alpha is >= 0 and <= 1))
        {
            throw new AssayException("usage.alpha", $"Alpha must lie between 0 and 1, not {Alpha}. SliceLine's authors use 0.95.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Top, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Depth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinSupport ?? 1, 1, nameof(MinSupport));
    }
}
