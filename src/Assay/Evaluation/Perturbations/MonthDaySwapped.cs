namespace Assay.Evaluation.Perturbations;

/// <summary>Some dates with month and day exchanged, where that is a date.</summary>
[Named("month-day-swapped")]
internal sealed class MonthDaySwapped : DatePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Month and day exchanged";

    /// <inheritdoc/>
    public override string DoseUnit => "share of dates";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.01, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected override double Change(double seconds, CellDraw draw) => draw.Hit ? Swapped(seconds) : seconds;

    private static double Swapped(double seconds) => Calendar(seconds) is { Day: <= 12 } date
        ? Seconds(new DateTime(date.Year, date.Day, date.Month, 0, 0, 0, DateTimeKind.Utc) + date.TimeOfDay)
        : seconds;
}
