namespace Assay.Evaluation.Perturbations;

/// <summary>Some blanks doubled, or a tabulator or a new line in their place.</summary>
[Named("text-whitespace")]
internal sealed class TextWhitespace : LetterPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Blanks added";

    /// <inheritdoc/>
    public override string DoseUnit => "share of blanks";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.1, 0.25, 0.5, 1];

    /// <inheritdoc/>
    protected override bool Touches(char letter) => letter == ' ';

    /// <inheritdoc/>
    protected override string Change(char letter, CellDraw draw) => draw.Pick(3) switch { 0 => "  ", 1 => "\t", _ => " \n" };
}
