namespace Assay.Evaluation.Perturbations;

/// <summary>Every number larger by the same share, as by an instrument nobody calibrated.</summary>
[Named("calibration-drift")]
internal sealed class CalibrationDrift : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Numbers grow by the same factor";

    /// <inheritdoc/>
    public override string DoseUnit => "share of the number";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.25, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => value * (1 + draw.Dose);
}
