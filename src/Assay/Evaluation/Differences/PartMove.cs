namespace Assay.Evaluation.Differences;

/// <summary>Rows of one key that are in another part than before.</summary>
/// <param name="From">The part before.</param>
/// <param name="To">The part after.</param>
/// <param name="Rows">How many.</param>
public sealed record PartMove(string From, string To, long Rows);
