using Assay.Statistics;

namespace Assay.Evaluation.Slices;

/// <summary>What a search for weak slices found, and how it was searched.</summary>
public sealed record SliceFindings
{
    /// <summary>The findings, strongest evidence first; each adds to those before it.</summary>
    public required IReadOnlyList<SliceFinding> Findings { get; init; }

    /// <summary>One plain sentence on all of it.</summary>
    public required string Sentence { get; init; }

    /// <summary>Rows of the table.</summary>
    public required int Rows { get; init; }

    /// <summary>The mean loss of all rows.</summary>
    public required Interval Mean { get; init; }

    /// <summary>Slices looked at.</summary>
    public required int Searched { get; init; }

    /// <summary>Slices that are significant after the correction, those told by findings included.</summary>
    public required int Significant { get; init; }

    /// <summary>Fewest rows of a slice.</summary>
    public required int MinSupport { get; init; }

    /// <summary>How it was searched.</summary>
    public required SliceSearch Search { get; init; }

    /// <summary>How false findings were held down.</summary>
    public required SliceControl Control { get; init; }

    /// <summary>The level asked for.</summary>
    public required double Level { get; init; }

    /// <summary>Permutations drawn; 0 when none were needed.</summary>
    public required int Draws { get; init; }

    /// <summary>The z a slice had to exceed; NaN when none could.</summary>
    public required double Critical { get; init; }

    /// <summary>Why there is nothing to find; null otherwise.</summary>
    public string? Undefined { get; init; }
}
