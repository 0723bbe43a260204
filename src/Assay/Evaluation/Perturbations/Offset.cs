namespace Assay.Evaluation.Perturbations;

/// <summary>Every number larger by the same amount, as after a change of the zero point.</summary>
[Named("offset")]
internal sealed class Offset : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Numbers move by the same amount";

    /// <inheritdoc/>
    public override string DoseUnit => "standard deviations of the column";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.05, 0.1, 0.25, 0.5, 1];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => value + (draw.Dose * facts.Deviation);
}
