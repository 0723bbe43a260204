namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells with a name that no training table had.</summary>
[Named("unseen-categories")]
internal sealed class UnseenCategories : CategoryPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Names never seen before";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override string? Change(int code, IReadOnlyList<string> levels, CellDraw draw) => draw.Hit ? "a name never seen" : levels[code];
}
