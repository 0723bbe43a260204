namespace Assay.Evaluation.Perturbations;

/// <summary>Some names with a blank before or after.</summary>
[Named("category-whitespace")]
internal sealed class CategoryWhitespace : CategoryPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Blanks around names";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override string? Change(int code, IReadOnlyList<string> levels, CellDraw draw) => draw.Hit ? (draw.Sign > 0 ? levels[code] + " " : " " + levels[code]) : levels[code];
}
