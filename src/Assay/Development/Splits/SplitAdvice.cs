using Assay.Data;

namespace Assay.Development.Splits;

/// <summary>How rows should be dealt, and the figures that say so.</summary>
/// <param name="Kind">The kind of split proposed.</param>
/// <param name="By">The group or time column; null for none, and for time when the file's own order is the order of time.</param>
/// <param name="Evidence">Plain sentences with figures, the deciding one first.</param>
public sealed record SplitAdvice(SplitKind Kind, string? By, IReadOnlyList<string> Evidence)
{
    /// <summary>The entity column found or declared, also when time decides the split; null when there is none.</summary>
    public string? GroupBy { get; init; }
}
