using Assay.Statistics;

namespace Assay.Evaluation.Slices;

/// <summary>Findings among every slice with enough rows.</summary>
internal static class ExactFinder
{
    /// <summary>Searches; options are those chosen for the table.</summary>
    public static SliceFindings Find(SliceTable table, SliceOptions options)
    {
        var lattice = SliceLattice.Build(new PackedRows(table.Columns, options.MinSupport!.Value), options.Depth, options.Threads);
        if (lattice.Count == 0)
        {
            return FindingWriter.Empty(table, options, $"no condition is met by {options.MinSupport} rows or more");
        }

        var test = new PermutationTest(lattice, table, options.Side);
        return options.Control == SliceControl.Permutation ? ByPermutation(table, options, (lattice, test)) : ByRate(table, options, (lattice, test));
    }

    private static SliceFindings ByPermutation(SliceTable table, SliceOptions options, (SliceLattice Lattice, PermutationTest Test) search)
    {
        var largest = search.Test.Largest(options.Draws, options);
        var critical = search.Test.Critical(options.Level, largest);
        return Report(table, options, search, (critical, slice => search.Test.AdjustedP(search.Test.Z[slice], largest)));
    }

    private static SliceFindings ByRate(SliceTable table, SliceOptions options, (SliceLattice Lattice, PermutationTest Test) search)
    {
        var z = search.Test.Z;
        var skewness = new LossMoments(table).Skewness;
        var p = new double[z.Length];
        for (var slice = 0; slice < p.Length; slice++)
        {
            p[slice] = TwoSided(z[slice], PearsonThree.OfSum(skewness, search.Lattice.SizeOf(slice), table.Rows), options.Side);
        }

        var adjusted = AdjustedP.BenjaminiYekutieli(p);
        var critical = float.NegativeInfinity;
        for (var slice = 0; slice < z.Length; slice++)
        {
            critical = adjusted[slice] > options.Level ? Math.Max(critical, z[slice]) : critical;
        }

        return Report(table, options with { Draws = 0 }, search, (critical, slice => adjusted[slice]));
    }

    // One tail doubled; where either direction counts, the larger of both tails.
    private static double TwoSided(double z, double skewness, SliceSide side) =>
        Math.Clamp(2 * Math.Max(PearsonThree.Above(z, skewness), side == SliceSide.Worse ? 0 : PearsonThree.Above(z, -skewness)), 0, 1);

    private static SliceFindings Report(
        SliceTable table, SliceOptions options, (SliceLattice Lattice, PermutationTest Test) search, (float Critical, Func<int, double> AdjustedP) decision)
    {
        var (lattice, test) = search;
        var writer = new FindingWriter(table, options);
        var weights = new Threshold(table, decision.Critical);
        Slice Make(IReadOnlyList<SlicePredicate> predicates, int[] rows, (float Z, float Spread, double AdjustedP) tested) => writer.Slice(
            predicates, rows, (tested.Z, tested.AdjustedP), (difference, error) => SelectionShrinkage.Of(difference.Value, error, weights.Of(rows, tested.Spread)));
        Slice Tested(int slice) => Make(lattice.Describe(slice), lattice.RowsOf(slice), (test.Z[slice], test.Spread[slice], decision.AdjustedP(slice)));
        Slice Best(JoinedFinding finding)
        {
            if (finding.Parts is [var single])
            {
                return Tested(single);
            }

            var joined = new PermutationTest(new SliceList(table.Rows, [finding.Rows], [finding.Predicates]), table, options.Side);
            return Make(finding.Predicates, finding.Rows, (joined.Z[0], joined.Spread[0], finding.Parts.Max(decision.AdjustedP)));
        }

        // Twice as many, because neighbours are joined.
        var selected = new FindingSelection(lattice, table, test).Select(decision.Critical, options with { Top = 2 * options.Top });
        var findings = NeighbourJoining.Join(lattice, selected, table, (decision.Critical, options)).Select(f => writer.Finding(
            Best(f),
            (f.Parts.Count > 1 ? [.. f.Parts.Select(Tested)] : [], [.. f.Others.Take(FindingWriter.MostOthers).Select(Tested)]),
            f.Others.Count,
            lattice.Count)).ToArray();
        return writer.All(findings, (lattice.Count, test.Z.Count(z => z > decision.Critical)), (options.Draws, decision.Critical));
    }

    /// <summary>The difference a slice had to exceed: its sum is its weight times the rest's share times the difference.</summary>
    private sealed class Threshold(SliceTable table, double critical)
    {
        private readonly double deviation = new LossMoments(table).Deviation;
        private readonly double all = table.Weights.Length == 0 ? table.Rows : table.Weights.Sum();

        public double Of(int[] rows, double spread)
        {
            var weight = table.Weights.Length == 0 ? rows.Length : rows.Sum(r => table.Weights[r]);
            return Math.Max(0, critical) * spread * deviation / (weight * (1 - (weight / all)));
        }
    }
}
