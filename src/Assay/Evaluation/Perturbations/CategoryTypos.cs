namespace Assay.Evaluation.Perturbations;

/// <summary>Some names with a slip of the finger, so that no level has them.</summary>
[Named("category-typos")]
internal sealed class CategoryTypos : CategoryPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Typos in names";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override string? Change(int code, IReadOnlyList<string> levels, CellDraw draw) => draw.Hit ? Typing.Slip(levels[code], draw.Random) : levels[code];
}
