namespace Assay.Evaluation.Perturbations;

/// <summary>Some dates lost and written as 1970-01-01.</summary>
[Named("epoch-for-missing")]
internal sealed class EpochForMissing : DatePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Lost dates written as 1970";

    /// <inheritdoc/>
    public override string DoseUnit => "share of dates";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double seconds, CellDraw draw) => draw.Hit ? 0 : seconds;
}
