namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells a thousand times too large, as in grams among kilograms.</summary>
[Named("unit-change")]
internal sealed class UnitChange : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Numbers in another unit";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => draw.Hit ? value * 1000 : value;
}
