namespace Assay.Evaluation.Perturbations;

/// <summary>Some letters replaced by digits that resemble them, as in <c>fr33</c>.</summary>
[Named("look-alike-digits")]
internal sealed class LookAlikeDigits : LetterPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Digits for letters";

    /// <inheritdoc/>
    public override string DoseUnit => "share of letters";

    /// <inheritdoc/>
    protected override bool Touches(char letter) => from.Contains(letter);

    /// <inheritdoc/>
    protected override string Change(char letter, CellDraw draw) => to[from.IndexOf(letter)].ToString();

    private const string from = "aeiostAEIOST";
    private const string to = "431057431057";
}
