namespace Assay.Evaluation.Slices;

/// <summary>A finding: what it says, its rows, the slices it is made of and those that say the same of mostly the same rows.</summary>
internal sealed record JoinedFinding(IReadOnlyList<SlicePredicate> Predicates, int[] Rows, IReadOnlyList<int> Parts, IReadOnlyList<int> Others);

/// <summary>Joins findings that differ only in neighbouring bins of one column: worse from 59 to 65 and from 65 to 71 is worse from 59 to 71.</summary>
/// <remarks>
/// Each part is significant by itself, so the whole is at least as surely worse as its least sure part. What was joined may explain a
/// finding that was taken before its parts, so the findings are selected once more.
/// </remarks>
internal static class NeighbourJoining
{
    /// <summary>The findings, strongest evidence first.</summary>
    public static IReadOnlyList<JoinedFinding> Join(SliceCandidates candidates, IReadOnlyList<SelectedFinding> selected, SliceTable table, (float Critical, SliceOptions Options) rule)
    {
        var joined = Joined(candidates, selected);
        if (joined.Count == selected.Count)
        {
            return [.. joined.Take(rule.Options.Top)];
        }

        var list = new SliceList(table.Rows, [.. joined.Select(j => j.Rows)], [.. joined.Select(j => j.Predicates)]);
        var again = new FindingSelection(list, table, new PermutationTest(list, table, rule.Options.Side)).Select(rule.Critical, rule.Options);
        return [.. again.Select(s => joined[s.Best] with { Others = [.. joined[s.Best].Others, .. s.Others.SelectMany(o => joined[o].Parts)] })];
    }

    private static List<JoinedFinding> Joined(SliceCandidates candidates, IReadOnlyList<SelectedFinding> selected)
    {
        var findings = selected.Select(s => new JoinedFinding(candidates.Describe(s.Best), candidates.RowsOf(s.Best), [s.Best], s.Others)).ToList();
        for (var i = 0; i < findings.Count; i++)
        {
            // What was joined may have a neighbour among those passed over.
            for (var j = i + 1; j < findings.Count; j++)
            {
                if (Together(findings[i].Predicates, findings[j].Predicates) is { } predicates)
                {
                    findings[i] = Both(findings[i], findings[j], predicates);
                    findings.RemoveAt(j);
                    j = i;
                }
            }
        }

        return findings;
    }

    /// <summary>One description of both slices, or null when there is none.</summary>
    internal static IReadOnlyList<SlicePredicate>? Together(IReadOnlyList<SlicePredicate> first, IReadOnlyList<SlicePredicate> second)
    {
        if (first.Count != second.Count || !first.Select(p => p.Column).SequenceEqual(second.Select(p => p.Column)))
        {
            return null;
        }

        int[] differing = [.. Enumerable.Range(0, first.Count).Where(i => first[i] != second[i])];
        return differing is [var at] && first[at].Bin is { } bin && second[at].Bin is { } other && bin.With(other) is { } both
            ? [.. first.Select((p, i) => i == at ? both.In(p.Column) : p)]
            : null;
    }

    private static JoinedFinding Both(JoinedFinding first, JoinedFinding second, IReadOnlyList<SlicePredicate> predicates)
    {
        int[] rows = [.. first.Rows, .. second.Rows];
        Array.Sort(rows);
        return new JoinedFinding(predicates, rows, [.. first.Parts, .. second.Parts], [.. first.Others, .. second.Others]);
    }
}
