namespace Assay.Evaluation.Perturbations;

/// <summary>Some blanks with a mark before them.</summary>
[Named("punctuation-added")]
internal sealed class PunctuationAdded : LetterPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Punctuation added";

    /// <inheritdoc/>
    public override string DoseUnit => "share of blanks";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.02, 0.05, 0.1, 0.25];

    /// <inheritdoc/>
    protected override bool Touches(char letter) => letter == ' ';

    /// <inheritdoc/>
    protected override string Change(char letter, CellDraw draw) => ".,;!?"[draw.Pick(5)] + " ";
}
