using Assay.Data;
using Assay.Learners;

namespace Assay.Development;

/// <summary>A candidate that was tried: its predictions on the shared folds and its result.</summary>
/// <param name="Candidate">What was tried.</param>
/// <param name="Fit">Its out-of-fold predictions; null when it failed.</param>
/// <param name="Result">Score and cost, as the outcome shows them.</param>
internal sealed record Trial(Candidate Candidate, CrossFit? Fit, CandidateResult Result)
{
    /// <summary>For ensembles: the members and their weights; empty otherwise.</summary>
    public IReadOnlyList<(Trial Member, double Weight)> Members { get; init; } = [];

    /// <summary>For stacks: the members' out-of-fold predictions as a table, which the model on top learns from; null otherwise.</summary>
    public Dataset? Inputs { get; init; }

    /// <summary>For stacks: the settings of the model on top.</summary>
    public Settings TopSettings { get; init; } = Settings.Default;

    /// <summary>Whether it finished with a defined score.</summary>
    public bool Finished => Fit is not null && !double.IsNaN(Result.Score.Value);
}
