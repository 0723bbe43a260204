using Assay.Statistics;

namespace Assay.Evaluation.Decisions;

/// <summary>Net benefit at one threshold, in true positives a row.</summary>
/// <param name="Threshold">The probability from which on one acts.</param>
/// <param name="Model">Acting where the model says so.</param>
/// <param name="All">Acting on every row; on none is 0.</param>
internal sealed record DecisionPoint(double Threshold, Interval Model, Interval All)
{
    /// <summary>The model over acting on none, at a level that holds for the whole curve.</summary>
    public required Interval OverNone { get; init; }

    /// <summary>The model over acting on all, likewise.</summary>
    public required Interval OverAll { get; init; }

    /// <summary>Whether the model is better than both, all over the curve together.</summary>
    public bool Helps => OverNone.Low > 0 && OverAll.Low > 0;

    /// <summary>Whether the model is worse than one of them beyond doubt.</summary>
    public bool Harms => OverNone.High < 0 || OverAll.High < 0;
}
