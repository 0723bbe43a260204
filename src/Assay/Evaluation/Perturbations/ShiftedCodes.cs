namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells with the next name in order, as from an encoder that was made for another table.</summary>
[Named("shifted-codes")]
internal sealed class ShiftedCodes : CategoryPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Names shifted by one";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override string? Change(int code, IReadOnlyList<string> levels, CellDraw draw) => draw.Hit ? levels[(code + 1) % levels.Count] : levels[code];
}
