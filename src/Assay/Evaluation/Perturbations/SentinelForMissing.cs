namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells lost, and the loss (as that of some cells already missing) written as -999.</summary>
[Named("sentinel-for-missing")]
internal sealed class SentinelForMissing : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Lost numbers written as -999";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => draw.Hit ? -999 : value;

    /// <inheritdoc/>
    protected override double ChangeMissing(CellDraw draw) => draw.Hit ? -999 : double.NaN;
}
