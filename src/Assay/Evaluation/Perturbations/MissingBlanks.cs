namespace Assay.Evaluation.Perturbations;

/// <summary>Some words run together.</summary>
[Named("missing-blanks")]
internal sealed class MissingBlanks : LetterPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Blanks left out";

    /// <inheritdoc/>
    public override string DoseUnit => "share of blanks";

    /// <inheritdoc/>
    protected override bool Touches(char letter) => letter == ' ';

    /// <inheritdoc/>
    protected override string Change(char letter, CellDraw draw) => "";
}
