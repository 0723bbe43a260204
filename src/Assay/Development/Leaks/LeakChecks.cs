using Assay.Data;

namespace Assay.Development.Leaks;

/// <summary>Runs every leak check there is, and acts on what they find.</summary>
public static class LeakChecks
{
    /// <summary>All findings, most serious first; checks run stage by stage, and a column is told once for each way it leaks.</summary>
    /// <exception cref="OperationCanceledException">The user ended the run.</exception>
    public static IReadOnlyList<LeakFinding> Run(LeakContext context)
    {
        var findings = new List<LeakFinding>();
        var view = context;
        foreach (var stage in Catalogue<LeakCheck>.All.GroupBy(c => c.Stage).OrderBy(s => s.Key))
        {
            var found = stage.SelectMany(check => check.Run(view)).ToArray();
            findings.AddRange(found);
            view = context.After(findings);
        }

        return [.. findings.OrderByDescending(f => f.Certainty).ThenByDescending(f => f.Columns.Count > 0)];
    }

    /// <summary>The table without the columns the policy leaves out, and the findings with those marked.</summary>
    /// <exception cref="AssayException"><c>data.leak</c> when the policy is to stop and a column leaks.</exception>
    public static (Dataset Data, IReadOnlyList<LeakFinding> Findings) Apply(IReadOnlyList<LeakFinding> findings, Dataset data, LeakPolicy policy)
    {
        if (policy == LeakPolicy.Stop && findings.FirstOrDefault(f => f.Columns.Count > 0) is { } first)
        {
            throw new AssayException(
                "data.leak",
                $"{findings.Count(f => f.Columns.Count > 0)} leaks were found in {data.Name}; the first ({first.Kind}, {first.Certainty.ToString().ToLowerInvariant()}): {first.Evidence} {first.Remedy} Or say --leaks drop or --leaks warn.");
        }

        bool Leaves(LeakFinding finding) =>
            finding.Columns.Count > 0 && (policy == LeakPolicy.Drop || (policy == LeakPolicy.Default && finding.Certainty == LeakCertainty.Certain));
        foreach (var finding in findings.Where(Leaves))
        {
            data = data.Without([.. finding.Columns], $"Left out as a leak ({finding.Kind}): {finding.Evidence}");
        }

        return (data, [.. findings.Select(f => f with { Dropped = Leaves(f) })]);
    }
}
