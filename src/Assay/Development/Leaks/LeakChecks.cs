using Assay.Data;

namespace Assay.Development.Leaks;

/// <summary>Runs every leak check there is, and acts on what they find.</summary>
public static class LeakChecks
{
    /// <summary>All findings, most serious first; checks run stage by stage, and a column is told once for each way it leaks.</summary>
    /// <exception cref="OperationCanceledException">The context's token ended the checks.</exception>
    public static IReadOnlyList<LeakFinding> Run(LeakContext context) => Run(context, (_, _) => false);

    /// <summary>All findings of the checks that there was time for.</summary>
    /// <param name="context">What is looked at; its token ends the checks.</param>
    /// <param name="leavesOut">Asked when the token ended a check, and of each check after that: whether to go on without it.</param>
    internal static IReadOnlyList<LeakFinding> Run(LeakContext context, Func<LeakCheck, Exception, bool> leavesOut)
    {
        var findings = new List<LeakFinding>();
        var view = context;
        foreach (var stage in Catalogue<LeakCheck>.All.GroupBy(c => c.Stage).OrderBy(s => s.Key))
        {
            var found = stage.SelectMany(check => Of(check, view, leavesOut)).ToArray();
            findings.AddRange(found);
            view = context.After(findings);
        }

        return [.. findings.OrderByDescending(f => f.Certainty).ThenByDescending(f => f.Columns.Count > 0)];
    }

    /// <summary>The table without the columns the policy leaves out, and the findings with those marked.</summary>
    /// <param name="findings">What the checks found.</param>
    /// <param name="data">The table.</param>
    /// <param name="policy">What to do about certain and suspected columns.</param>
    /// <param name="keep">Columns that stay in, whatever was found.</param>
    /// <exception cref="AssayException"><c>data.leak</c> when the policy is to stop and a column leaks for certain.</exception>
    public static (Dataset Data, IReadOnlyList<LeakFinding> Findings) Apply(
        IReadOnlyList<LeakFinding> findings, Dataset data, LeakPolicy policy, IReadOnlyCollection<string>? keep = null)
    {
        string[] Against(LeakFinding finding) => [.. finding.Columns.Except(keep ?? [], StringComparer.Ordinal)];
        bool Leaves(LeakFinding finding) => Against(finding).Length > 0 && (policy == LeakPolicy.Drop || finding.Certainty == LeakCertainty.Certain);
        var leaving = findings.Where(Leaves).ToArray();
        if (policy == LeakPolicy.Stop && leaving.Length > 0)
        {
            var first = leaving[0];
            throw new AssayException(
                "data.leak",
                $"{data.Name} has columns that give the answer away ({leaving.Length} certain {(leaving.Length == 1 ? "leak" : "leaks")}); the first ({first.Kind}): {first.Evidence} {first.Remedy} "
                + $"Or say --leaks warn to have certain leaks left out, or --keep {string.Join(',', Against(first))} to use them all the same.");
        }

        foreach (var finding in leaving)
        {
            data = data.Without(Against(finding), $"Left out as a leak ({finding.Kind}): {finding.Evidence}");
        }

        return (data, [.. findings.Select(f => f with { Dropped = Leaves(f) })]);
    }

    private static LeakFinding[] Of(LeakCheck check, LeakContext context, Func<LeakCheck, Exception, bool> leavesOut)
    {
        try
        {
            context.Cancellation.ThrowIfCancellationRequested();
            return [.. check.Run(context)];
        }
        catch (Exception ended) when (DevelopOptions.IsCancellation(ended) && leavesOut(check, ended))
        {
            return [];
        }
    }
}
