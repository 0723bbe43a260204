namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells with another name of the same column, each equally likely.</summary>
[Named("mixed-up-levels")]
internal sealed class MixedUpLevels : CategoryPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Names mixed up";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override string? Change(int code, IReadOnlyList<string> levels, CellDraw draw) => draw.Hit && levels.Count > 1 ? levels[(code + 1 + draw.Pick(levels.Count - 1)) % levels.Count] : levels[code];
}
