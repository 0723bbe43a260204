using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>Every text without its end.</summary>
[Named("text-cut")]
internal sealed class TextCut : TextPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Texts cut short";

    /// <inheritdoc/>
    public override string DoseUnit => "share of the text cut";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.05, 0.1, 0.25, 0.5, 0.75];

    /// <inheritdoc/>
    public override bool KeepsMeaning => false;

    /// <inheritdoc/>
    protected override string Change(string text, SeededRandom random, double dose)
    {
        var kept = (int)Math.Ceiling(text.Length * Math.Max(0, 1 - dose));
        return kept > 0 && kept < text.Length && char.IsHighSurrogate(text[kept - 1]) ? text[..(kept - 1)] : text[..kept];
    }
}
