namespace Assay.Evaluation.Perturbations;

/// <summary>Some vowels with an accent.</summary>
[Named("accents")]
internal sealed class Accents : LetterPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Accents";

    /// <inheritdoc/>
    public override string DoseUnit => "share of vowels";

    /// <inheritdoc/>
    protected override bool Touches(char letter) => from.Contains(letter);

    /// <inheritdoc/>
    protected override string Change(char letter, CellDraw draw) => to[from.IndexOf(letter)].ToString();

    private const string from = "aeiouAEIOU";
    private const string to = "\u00e1\u00e9\u00ed\u00f3\u00fa\u00c1\u00c9\u00cd\u00d3\u00da";
}
