namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells with the opposite sign.</summary>
[Named("sign-flip")]
internal sealed class SignFlip : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Numbers with the wrong sign";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => draw.Hit ? -value : value;
}
