using Assay.Numerics;

namespace Assay.Evaluation.Slices;

/// <summary>Findings searched on one random half of the rows and confirmed on the other.</summary>
/// <remarks>
/// The confirming half was not searched, so its differences need no correction for the search, and p values only for how many slices
/// are confirmed (max-T over those). Source: Cox, Biometrika 62, 1975.
/// </remarks>
internal static class SplitHalfFinder
{
    // A slice must be this far out to be worth confirming; the correction is for those alone.
    private const float WorthConfirming = 2.5f;

    /// <summary>Searches; options are those chosen for the table.</summary>
    public static SliceFindings Find(SliceTable table, SliceOptions options)
    {
        var order = Enumerable.Range(0, table.Rows).ToArray();
        SeededRandom.For(options.Seed, "slice halves").Shuffle<int>(order);
        var (first, second) = (order[..(table.Rows / 2)], order[(table.Rows / 2)..]);
        Array.Sort(first);
        Array.Sort(second);
        var searched = Search(table.Take(first), options with { MinSupport = Math.Max(1, options.MinSupport!.Value / 2) });
        return searched.Count == 0
            ? FindingWriter.Empty(table, options, $"no condition is met by {options.MinSupport} rows or more")
            : Confirm(table, options, (searched.Found, second, searched.Count));
    }

    private static (IReadOnlyList<IReadOnlyList<IReadOnlyList<SlicePredicate>>> Found, int Count) Search(SliceTable half, SliceOptions options)
    {
        var packed = new PackedRows(half.Columns, options.MinSupport!.Value);
        SliceCandidates candidates;
        int count;
        if (options.Search == SliceSearch.Beam)
        {
            (candidates, count) = BeamSearch.Find(packed, half, options);
        }
        else
        {
            candidates = SliceLattice.Build(packed, options.Depth, options.Threads);
            count = candidates.Count;
        }

        if (candidates.Count == 0)
        {
            return ([], count);
        }

        var test = new PermutationTest(candidates, half, options.Side);
        var more = options with { Top = 2 * options.Top };
        var selected = new FindingSelection(candidates, half, test).Select(WorthConfirming, more);
        return ([.. NeighbourJoining.Join(candidates, selected, half, (WorthConfirming, more)).Select(f => f.Others.Take(FindingWriter.MostOthers).Select(candidates.Describe).Prepend(f.Predicates).ToArray())], count);
    }

    private static SliceFindings Confirm(
        SliceTable table, SliceOptions options, (IReadOnlyList<IReadOnlyList<IReadOnlyList<SlicePredicate>>> Found, int[] Half, int Count) search)
    {
        var writer = new FindingWriter(table.Take(search.Half), options);
        var all = search.Found.SelectMany(f => f).Select(p => (Predicates: p, Rows: Rows(table, p))).ToList();
        var position = new int[table.Rows];
        position.AsSpan().Fill(-1);
        for (var i = 0; i < search.Half.Length; i++)
        {
            position[search.Half[i]] = i;
        }

        var slices = all.Select(s => writer.Slice(s.Predicates, [.. s.Rows.Select(r => position[r]).Where(r => r >= 0)], (double.NaN, double.NaN), (difference, _) => difference)
            with
        { Rows = s.Rows.Length, Share = (double)s.Rows.Length / table.Rows }).ToList();
        var confirmed = Test(table, options, (search.Half, all, position), slices);
        var findings = new List<SliceFinding>();
        var next = 0;
        foreach (var finding in search.Found)
        {
            var group = confirmed[next..(next + finding.Count)];
            next += finding.Count;
            if (IsTold(group[0], options) && findings.Count < options.Top)
            {
                var others = group.Skip(1).Where(s => IsTold(s, options)).ToArray();
                findings.Add(writer.Finding(group[0], ([], others), others.Length, search.Count));
            }
        }

        return writer.All(findings, (search.Count, confirmed.Count(s => IsTold(s, options))), (options.Draws, double.NaN)) with { Rows = table.Rows, Mean = new SliceMeasure(table).Whole };
    }

    // A slice whose losses scatter widely may be beyond chance and yet its difference be open.
    private static bool IsTold(Slice slice, SliceOptions options) => slice.AdjustedP <= options.Level && (slice.Difference.Low > 0 || slice.Difference.High < 0);

    private static List<Slice> Test(
        SliceTable table, SliceOptions options, (int[] Half, List<(IReadOnlyList<SlicePredicate> Predicates, int[] Rows)> All, int[] Position) confirming, List<Slice> slices)
    {
        var list = new SliceList(
            confirming.Half.Length,
            [.. confirming.All.Select(s => s.Rows.Select(r => confirming.Position[r]).Where(r => r >= 0).ToArray())],
            [.. confirming.All.Select(s => s.Predicates)]);
        var test = new PermutationTest(list, table.Take(confirming.Half), options.Side);
        var largest = test.Largest(options.Draws, options);
        return [.. slices.Select((s, i) => s with { Z = test.Z[i], AdjustedP = test.AdjustedP(test.Z[i], largest) })];
    }

    private static int[] Rows(SliceTable table, IReadOnlyList<SlicePredicate> predicates)
    {
        var tests = predicates.Select(p =>
        {
            var column = table.Columns.First(c => c.Name == p.Column);
            return (column.Codes, Meets: column.Values.Select(v => v == p || (p.Bin is { } range && v.Bin is { } bin && bin.Within(range))).ToArray());
        }).ToArray();
        return [.. Enumerable.Range(0, table.Rows).Where(row => Array.TrueForAll(tests, t => t.Meets[t.Codes[row]]))];
    }
}
