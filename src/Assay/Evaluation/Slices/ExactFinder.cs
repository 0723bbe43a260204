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
            predicates, rows, (tested.Z, tested.AdjustedP), (difference, error) => Corrected(difference.Value, error, weights.Of(rows, tested.Spread, error)));
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
        var selection = new FindingSelection(lattice, table, test);
        var joined = NeighbourJoining.Join(lattice, selection.Select(decision.Critical, options with { Top = 2 * options.Top }), table, (decision.Critical, options));
        var narrower = Within(lattice, joined, selection.Narrower(decision.Critical, options));
        var findings = joined.Select((f, i) => writer.Finding(
            Best(f),
            (f.Parts.Count > 1 ? [.. f.Parts.Select(Tested)] : [], [.. f.Others.Take(FindingWriter.MostOthers).Select(Tested)]),
            f.Others.Count,
            lattice.Count) with
        { Narrower = [.. narrower[i].Select(Tested)] }).ToArray();
        return writer.All(findings, (lattice.Count, test.Z.Count(z => z > decision.Critical)), (options.Draws, decision.Critical));
    }

    // Each belongs to the finding that holds most of its rows, the first of equals.
    private static ILookup<int, int> Within(SliceLattice lattice, IReadOnlyList<JoinedFinding> findings, IReadOnlyList<int> narrower)
    {
        var masks = findings.Select(f =>
        {
            var mask = new bool[lattice.Rows];
            foreach (var row in f.Rows)
            {
                mask[row] = true;
            }

            return mask;
        }).ToArray();
        return narrower.Where(_ => masks.Length > 0).ToLookup(slice =>
        {
            var rows = lattice.RowsOf(slice);
            return Enumerable.Range(0, masks.Length).MaxBy(i => rows.Count(r => masks[i][r]));
        });
    }

    // Also what holds for all slices together is a limit: a significant slice has both its limits on one side of 0.
    private static Interval Corrected(double difference, double error, double threshold)
    {
        var conditional = SelectionShrinkage.Of(difference, error, threshold);
        var near = Math.Abs(difference) - threshold;
        return difference >= 0
            ? conditional with { Low = Math.Max(conditional.Low, near), Value = Math.Max(conditional.Value, near) }
            : conditional with { High = Math.Min(conditional.High, -near), Value = Math.Min(conditional.Value, -near) };
    }

    /// <summary>The difference a slice had to exceed: its sum is its weight times the rest's share times the difference.</summary>
    private sealed class Threshold(SliceTable table, double critical)
    {
        private readonly double deviation = new LossMoments(table).Deviation;
        private readonly double all = table.Weights.Length == 0 ? table.Rows : table.Weights.Sum();

        private readonly bool byChanceAlone = table.Weights.Length == 0 && table.IsZeroOne;

        public double Of(int[] rows, double spread, double error)
        {
            var weight = table.Weights.Length == 0 ? rows.Length : rows.Sum(r => table.Weights[r]);
            var byChance = spread * deviation / (weight * (1 - (weight / all)));
            return Math.Max(0, critical) * (byChanceAlone ? byChance : Math.Max(byChance, error));
        }
    }
}
