namespace Assay.Tuning.Stopping;

/// <summary>Stops when the costs that programs told for their trials add up to a limit.</summary>
/// <param name="limit">Above 0, in the unit the programs use.</param>
[Named("cost")]
public sealed class TotalCost(double limit) : StoppingRule
{
    private TotalCost()
        : this(double.PositiveInfinity)
    {
    }

    /// <inheritdoc/>
    public override string Setting => "TOTAL";

    /// <inheritdoc/>
    public override string? Reason(TrialHistory history)
    {
        var spent = history.Finished.Where(t => !t.IsEarlier).Sum(t => t.Cost ?? 0);
        return spent >= limit ? $"trials have cost {spent:G6} in all" : null;
    }

    /// <inheritdoc/>
    public override StoppingRule With(string setting) => new TotalCost(Above0(setting));
}
