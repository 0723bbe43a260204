namespace Assay.Evaluation.Perturbations;

/// <summary>The extreme values at both ends clipped to the range of the rest, as by a sensor that saturates.</summary>
[Named("clipping")]
internal sealed class Clipping : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Numbers clipped";

    /// <inheritdoc/>
    public override string DoseUnit => "share of values clipped";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => Math.Clamp(value, facts.Quantile(Math.Min(draw.Dose, 1) / 2), facts.Quantile(1 - (Math.Min(draw.Dose, 1) / 2)));
}
