namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells ten times too large or too small.</summary>
[Named("decimal-slip")]
internal sealed class DecimalSlip : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Decimal point in the wrong place";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => draw.Hit ? (draw.Sign > 0 ? value * 10 : value / 10) : value;
}
