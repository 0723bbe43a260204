namespace Assay.Evaluation.Perturbations;

/// <summary>Every date later by the same time, as for rows of another season or year.</summary>
[Named("time-shift")]
internal sealed class TimeShift : DatePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Dates moved";

    /// <inheritdoc/>
    public override string DoseUnit => "days";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [1, 7, 30, 90, 365];

    /// <inheritdoc/>
    protected override double Change(double seconds, CellDraw draw) => seconds + (draw.Dose * Day);
}
