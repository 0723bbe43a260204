namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells moved by ten standard deviations of their column.</summary>
[Named("outliers")]
internal sealed class Outliers : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Outliers among the numbers";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => draw.Hit ? value + (draw.Sign * 10 * facts.Deviation) : value;
}
