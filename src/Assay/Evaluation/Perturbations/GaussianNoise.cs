namespace Assay.Evaluation.Perturbations;

/// <summary>Every number with normal noise on the scale of its column.</summary>
[Named("gaussian-noise")]
internal sealed class GaussianNoise : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Noise on every number";

    /// <inheritdoc/>
    public override string DoseUnit => "standard deviations of the column";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.02, 0.05, 0.1, 0.25, 0.5, 1];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => value + (draw.Dose * facts.Deviation * draw.Normal);
}
