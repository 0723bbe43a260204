namespace Assay.Evaluation.Perturbations;

/// <summary>Some statements turned into their opposite: <c>not</c> put in or taken out.</summary>
/// <remarks>It changes what is said, so it asks whether a model notices, not whether it stays calm; it runs only when it is named.</remarks>
[Named("negation")]
internal sealed class Negation : PhrasePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Negation";

    /// <inheritdoc/>
    public override bool KeepsMeaning => false;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string[]> Phrases { get; } = Groups(
        "is|is not",
        "are|are not",
        "was|was not",
        "were|were not",
        "can|cannot",
        "could|could not",
        "will|will not",
        "would|would not",
        "should|should not",
        "has|has not",
        "does|does not",
        "did|did not",
        "always|never",
        "everything|nothing",
        "everyone|no one");
}
