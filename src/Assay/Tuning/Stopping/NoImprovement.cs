namespace Assay.Tuning.Stopping;

/// <summary>Stops when so many trials in a row have brought nothing better.</summary>
/// <param name="trials">At least 1.</param>
public sealed class NoImprovement(int trials) : StoppingRule
{
    /// <inheritdoc/>
    public override string? Reason(TrialHistory history)
    {
        var since = history.Best is { } best ? history.Finished.Reverse().TakeWhile(t => t.Number != best.Number).Count() : 0;
        return since >= trials ? $"the last {since} trials brought nothing better" : null;
    }
}
