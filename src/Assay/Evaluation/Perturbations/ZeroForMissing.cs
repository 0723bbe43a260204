namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells lost, and the loss (as that of some cells already missing) written as 0.</summary>
[Named("zero-for-missing")]
internal sealed class ZeroForMissing : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Lost numbers written as 0";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => draw.Hit ? 0 : value;

    /// <inheritdoc/>
    protected override double ChangeMissing(CellDraw draw) => draw.Hit ? 0 : double.NaN;
}
