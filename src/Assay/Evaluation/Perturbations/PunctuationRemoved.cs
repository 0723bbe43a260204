namespace Assay.Evaluation.Perturbations;

/// <summary>Some punctuation marks left out.</summary>
[Named("punctuation-removed")]
internal sealed class PunctuationRemoved : LetterPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Punctuation left out";

    /// <inheritdoc/>
    public override string DoseUnit => "share of marks";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.1, 0.25, 0.5, 1];

    /// <inheritdoc/>
    protected override bool Touches(char letter) => char.IsPunctuation(letter);

    /// <inheritdoc/>
    protected override string Change(char letter, CellDraw draw) => "";
}
