namespace Assay.Evaluation.Perturbations;

/// <summary>Every time later by some hours, as when local time is read as another zone's.</summary>
[Named("time-zone")]
internal sealed class TimeZone : DatePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Times in another zone";

    /// <inheritdoc/>
    public override string DoseUnit => "hours";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [1, 3, 6, 12];

    /// <inheritdoc/>
    protected override double Change(double seconds, CellDraw draw) => seconds + (draw.Dose * 3600);
}
