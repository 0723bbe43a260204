namespace Assay.Evaluation.Slices;

/// <summary>One thing found: the slice that says it best, and others that say nearly the same of nearly the same rows.</summary>
/// <param name="Best">The slice with the strongest evidence.</param>
/// <param name="Others">Other reported slices of mostly the same rows, strongest first, at most five.</param>
/// <param name="OtherCount">How many such slices there are.</param>
/// <param name="Sentence">One plain sentence.</param>
public sealed record SliceFinding(Slice Best, IReadOnlyList<Slice> Others, int OtherCount, string Sentence)
{
    /// <summary>The slices of neighbouring bins that <see cref="Best"/> joins, each significant by itself; empty when it is one slice.</summary>
    public IReadOnlyList<Slice> Parts { get; init; } = [];

    /// <summary>
    /// Slices most of whose rows lie in <see cref="Best"/>, each significant by itself, of mostly other rows than anything else told, the surely worst
    /// first. What they lose is explained by the findings; they say where in the finding it gathers.
    /// </summary>
    public IReadOnlyList<Slice> Narrower { get; init; } = [];
}
