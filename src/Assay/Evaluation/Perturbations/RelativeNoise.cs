namespace Assay.Evaluation.Perturbations;

/// <summary>Every number off by a normal share of itself, as by an instrument with a relative error.</summary>
[Named("relative-noise")]
internal sealed class RelativeNoise : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Noise in proportion to every number";

    /// <inheritdoc/>
    public override string DoseUnit => "share of the number";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => value * (1 + (draw.Dose * draw.Normal));
}
