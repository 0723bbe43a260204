using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Evaluation.Comparing;

/// <summary>A cost of two systems: latency, memory, size, money.</summary>
/// <param name="Name">The cost.</param>
/// <param name="First">The first system's mean.</param>
/// <param name="Second">The second system's mean.</param>
/// <param name="Growth">How much more the second costs: a share of the first when the limit is relative, otherwise in the cost's unit.</param>
/// <param name="Limit">The most that is accepted.</param>
/// <param name="State">Whether the growth stays within it.</param>
public sealed record CostComparison(string Name, double First, double Second, Interval Growth, CostLimit Limit, LimitState State)
{
    /// <summary>A growth in the limit's own terms, a share or an amount, with its sign and as many digits as the interval supports.</summary>
    public string Say(double growth)
    {
        var scale = Limit.Relative ? 100 : 1;
        var decimals = Figures.Decimals(Growth with { Value = scale * Growth.Value, Low = scale * Growth.Low, High = scale * Growth.High });
        return $"{(growth > 0 ? "+" : "")}{Figures.Fixed(scale * growth, Math.Max(decimals, Limit.Relative ? 1 : 0))}{(Limit.Relative ? " %" : "")}";
    }
}
