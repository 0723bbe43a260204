using Assay.Learners;

namespace Assay.Development;

/// <summary>A learner with chosen settings in one phase: what is tried.</summary>
/// <param name="Name">Unique within a run.</param>
/// <param name="Phase">One of <see cref="Phases"/>.</param>
/// <param name="Learner">The learner.</param>
/// <param name="Settings">Its chosen parameters.</param>
public sealed record Candidate(string Name, string Phase, Learner Learner, Settings Settings);
