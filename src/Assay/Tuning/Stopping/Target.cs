namespace Assay.Tuning.Stopping;

/// <summary>Stops when the first objective is as good as a target.</summary>
/// <param name="value">On the objective's own scale.</param>
public sealed class Target(double value) : StoppingRule
{
    /// <inheritdoc/>
    public override string? Reason(TrialHistory history)
    {
        var target = history.Directions[0] == Direction.Minimise ? value : -value;
        return history.Best is { } best && history.Loss(best) <= target ? $"trial {best.Number} reached the target of {value:G6}" : null;
    }
}
