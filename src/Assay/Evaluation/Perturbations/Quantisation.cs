namespace Assay.Evaluation.Perturbations;

/// <summary>Numbers at the nearest of evenly spaced steps, as by a coarse instrument.</summary>
[Named("quantisation")]
internal sealed class Quantisation : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Numbers in steps";

    /// <inheritdoc/>
    public override string DoseUnit => "step as a share of the column's range";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.25, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => Stepped(value, facts, draw.Dose * (facts.Maximum - facts.Minimum));

    private static double Stepped(double value, NumberFacts facts, double step) =>
        step > 0 ? facts.Minimum + (Math.Round((value - facts.Minimum) / step) * step) : value;
}
