namespace Assay.Evaluation.Perturbations;

/// <summary>Some cells beyond the smallest or largest value of training by up to the width of its range.</summary>
[Named("out-of-range")]
internal sealed class OutOfRange : NumberPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Numbers beyond the range of training";

    /// <inheritdoc/>
    public override string DoseUnit => "share of cells";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double value, NumberFacts facts, CellDraw draw) => draw.Hit ? Beyond(facts, draw) : value;

    private static double Beyond(NumberFacts facts, CellDraw draw)
    {
        // A column of one value has no width; its own size, or one, stands in.
        var width = facts.Maximum > facts.Minimum ? facts.Maximum - facts.Minimum : Math.Max(1, Math.Abs(facts.Maximum));
        var by = (0.1 + (0.9 * draw.Random.NextDouble())) * width;
        return draw.Sign > 0 ? facts.Maximum + by : facts.Minimum - by;
    }
}
