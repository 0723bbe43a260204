namespace Assay.Evaluation.Perturbations;

/// <summary>Zero-width spaces after some letters, as copied from a web page: a person sees the same text.</summary>
[Named("invisible-signs")]
internal sealed class InvisibleSigns : LetterPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Invisible signs";

    /// <inheritdoc/>
    public override string DoseUnit => "share of letters";

    /// <inheritdoc/>
    protected override bool Touches(char letter) => char.IsLetter(letter);

    /// <inheritdoc/>
    protected override string Change(char letter, CellDraw draw) => $"{letter}\u200b";
}
