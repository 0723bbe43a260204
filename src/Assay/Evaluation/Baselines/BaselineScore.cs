using Assay.Statistics;

namespace Assay.Evaluation.Baselines;

/// <summary>What a simpler thing scores on the evaluated rows, and how much the judged model adds.</summary>
/// <param name="Name">The baseline's name, such as <c>majority</c> or <c>existing: risk_score</c>.</param>
/// <param name="Score">The baseline's own score; NaN with the reason when it cannot be had here.</param>
/// <param name="Gain">The model's score less the baseline's in the direction that is better, over the same draws of rows: above 0 the model is better.</param>
/// <param name="Skill">
/// The share of the way from the baseline to perfection that the model goes: (score - baseline) / (perfect - baseline), for a loss
/// 1 - loss / the baseline's loss; 1 is perfect, 0 as good as the baseline, below 0 worse. NaN when the baseline is perfect already.
/// </param>
public sealed record BaselineScore(string Name, Interval Score, Interval Gain, Interval Skill)
{
    /// <summary>What it does and what it was fitted on, as a short phrase.</summary>
    public required string Source { get; init; }
}
