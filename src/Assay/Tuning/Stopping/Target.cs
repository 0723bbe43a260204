namespace Assay.Tuning.Stopping;

/// <summary>Stops when the first objective is as good as a target.</summary>
/// <param name="value">On the objective's own scale.</param>
[Named("target")]
public sealed class Target(double value) : StoppingRule
{
    private Target()
        : this(0)
    {
    }

    /// <inheritdoc/>
    public override string Setting => "VALUE";

    /// <inheritdoc/>
    public override string? Reason(TrialHistory history)
    {
        var target = history.Directions[0] == Direction.Minimise ? value : -value;
        return history.Best is { } best && history.Loss(best) <= target ? $"trial {best.Number} reached the target of {value:G6}" : null;
    }

    /// <inheritdoc/>
    public override StoppingRule With(string setting) => new Target(Number(setting));
}
