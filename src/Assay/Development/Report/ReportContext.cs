using Assay.Evaluation.Report;

namespace Assay.Development.Report;

/// <summary>What every section of the report gets: the outcome and how much of it to show.</summary>
/// <param name="Outcome">What was found.</param>
/// <param name="Limits">How much of long lists is shown.</param>
internal sealed record ReportContext(Outcome Outcome, Limits Limits)
{
    /// <summary>Every candidate with its phase, in the order tried.</summary>
    public IReadOnlyList<(PhaseResult Phase, CandidateResult Candidate)> Candidates { get; } =
        [.. Outcome.Phases.SelectMany(p => p.Candidates.Select(c => (p, c)))];

    /// <summary>The candidate of that name with its phase, or null.</summary>
    public (PhaseResult Phase, CandidateResult Candidate)? Find(string name)
    {
        foreach (var pair in Candidates)
        {
            if (pair.Candidate.Name == name)
            {
                return pair;
            }
        }

        return null;
    }

    /// <summary>The phase as a coloured sign and its name.</summary>
    public static Html PhaseChip(string phase)
    {
        var look = PhaseLook.Of(phase);
        return Html.Of($"<span class=\"chip {look.Class}\">{Marker.Inline(look.Shape, look.Class)} {look.Title}</span>");
    }
}
