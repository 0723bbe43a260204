namespace Assay.Evaluation.Perturbations;

/// <summary>Some Latin letters replaced by Cyrillic or Greek ones that look the same.</summary>
/// <remarks>Pairs from the Unicode Consortium's Technical Standard 39, Unicode Security Mechanisms, confusables.</remarks>
[Named("confusables")]
internal sealed class Confusables : LetterPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Letters that look alike";

    /// <inheritdoc/>
    public override string DoseUnit => "share of letters";

    /// <inheritdoc/>
    protected override bool Touches(char letter) => from.Contains(letter);

    /// <inheritdoc/>
    protected override string Change(char letter, CellDraw draw) => to[from.IndexOf(letter)].ToString();

    private const string from = "aceijopsxyABCEHIJKMNOPSTXYZ";
    private const string to = "\u0430\u0441\u0435\u0456\u0458\u043e\u0440\u0455\u0445\u0443\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u039d\u041e\u0420\u0405\u0422\u0425\u03a5\u0396";
}
