namespace Assay.Development;

/// <summary>One sign that a score would be too good to be true.</summary>
/// <param name="Column">The column; several are joined with " + "; empty when it is about rows.</param>
/// <param name="Kind">The check's kebab-case name, for example <c>arithmetic-identity</c>.</param>
/// <param name="Certainty">How sure.</param>
/// <param name="Evidence">The figures, one plain sentence.</param>
/// <param name="Remedy">What to do, one plain sentence.</param>
public sealed record LeakFinding(string Column, string Kind, LeakCertainty Certainty, string Evidence, string Remedy)
{
    /// <summary>The columns the finding would have left out, one name each.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Whether the columns were left out of this run.</summary>
    public bool Dropped { get; init; }
}
