namespace Assay.Tuning.Stopping;

/// <summary>Stops when so many trials in a row have brought nothing better.</summary>
/// <param name="trials">At least 1.</param>
[Named("no-improvement")]
public sealed class NoImprovement(int trials) : StoppingRule
{
    private NoImprovement()
        : this(1)
    {
    }

    /// <inheritdoc/>
    public override string Setting => "N";

    /// <inheritdoc/>
    public override string? Reason(TrialHistory history)
    {
        var since = history.Best is { } best ? history.FinishedSince(best.Number) : 0;
        return since >= trials ? $"the last {since} trials brought nothing better" : null;
    }

    /// <inheritdoc/>
    public override string? Refuses(IReadOnlyList<Direction> directions) => directions.Count > 1 ? "it looks at one objective." : null;

    /// <inheritdoc/>
    public override StoppingRule With(string setting) => new NoImprovement(Whole(setting));
}
