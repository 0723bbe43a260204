namespace Assay.Tuning.Stopping;

/// <summary>Stops when the trials that have ended took so much time in all, added up over workers and restarts.</summary>
/// <param name="limit">Above 0.</param>
[Named("trial-time")]
public sealed class TrialTime(TimeSpan limit) : StoppingRule
{
    private TrialTime()
        : this(TimeSpan.MaxValue)
    {
    }

    /// <inheritdoc/>
    public override string Setting => "HOURS";

    /// <inheritdoc/>
    public override string? Reason(TrialHistory history)
    {
        var spent = history.Finished.Where(t => !t.IsEarlier && t.Ended is not null).Aggregate(TimeSpan.Zero, (sum, t) => sum + (t.Ended!.Value - t.Started));
        return spent >= limit ? $"trials have taken {spent.TotalHours:G3} hours in all" : null;
    }

    /// <inheritdoc/>
    public override StoppingRule With(string setting) => new TrialTime(TimeSpan.FromHours(Above0(setting)));
}
