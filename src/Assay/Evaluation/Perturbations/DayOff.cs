namespace Assay.Evaluation.Perturbations;

/// <summary>Some dates a day early or late.</summary>
[Named("day-off")]
internal sealed class DayOff : DatePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Dates off by one day";

    /// <inheritdoc/>
    public override string DoseUnit => "share of dates";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double seconds, CellDraw draw) => draw.Hit ? seconds + (draw.Sign * Day) : seconds;
}
