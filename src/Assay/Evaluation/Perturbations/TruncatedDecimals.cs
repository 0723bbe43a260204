namespace Assay.Evaluation.Perturbations;

/// <summary>Numbers cut towards zero to a multiple of a step: all errors go the same way.</summary>
[Named("truncated-decimals")]
internal sealed class TruncatedDecimals : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Digits cut off";

    /// <inheritdoc/>
    public override string DoseUnit => "step in standard deviations of the column";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.05, 0.1, 0.25, 0.5, 1];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => facts.Deviation > 0 ? Math.Truncate(value / (draw.Dose * facts.Deviation)) * draw.Dose * facts.Deviation : value;
}
