namespace Assay.Tuning.Stopping;

/// <summary>Stops when so many trials have ended, those taken from earlier studies not counted.</summary>
/// <param name="trials">At least 1.</param>
[Named("trials")]
public sealed class TrialCount(int trials) : StoppingRule
{
    private TrialCount()
        : this(1)
    {
    }

    /// <inheritdoc/>
    public override string Setting => "N";

    /// <inheritdoc/>
    public override string? Reason(TrialHistory history) =>
        history.FinishedCount - history.EarlierCount is var ended && ended >= trials ? $"{ended} trials have ended" : null;

    /// <inheritdoc/>
    public override StoppingRule With(string setting) => new TrialCount(Whole(setting));
}
