namespace Assay.Evaluation.Perturbations;

/// <summary>Some dates at midnight: the time of day was lost.</summary>
[Named("time-of-day-lost")]
internal sealed class TimeOfDayLost : DatePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Dates without their time";

    /// <inheritdoc/>
    public override string DoseUnit => "share of dates";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double seconds, CellDraw draw) => draw.Hit ? Math.Floor(seconds / Day) * Day : seconds;
}
