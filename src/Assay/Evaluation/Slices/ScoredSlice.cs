namespace Assay.Evaluation.Slices;

/// <summary>A slice by SliceLine's definition.</summary>
/// <param name="Predicates">Its conditions, in order of columns.</param>
/// <param name="Size">Rows.</param>
/// <param name="ErrorSum">The sum of their losses.</param>
/// <param name="Score">SliceLine's score.</param>
public sealed record ScoredSlice(IReadOnlyList<SlicePredicate> Predicates, int Size, double ErrorSum, double Score);
