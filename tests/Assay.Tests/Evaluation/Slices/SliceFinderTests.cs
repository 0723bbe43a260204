using Assay.Evaluation.Slices;
using Assay.Numerics;

namespace Assay.Tests.Evaluation.Slices;

public class SliceFinderTests
{
    private static readonly SliceOptions quick = new() { Draws = 199, MinSupport = 40 };

    [Theory]
    [InlineData(SliceControl.Permutation, SliceSearch.Exact)]
    [InlineData(SliceControl.SplitHalf, SliceSearch.Exact)]
    [InlineData(SliceControl.SplitHalf, SliceSearch.Beam)]
    [InlineData(SliceControl.FalseDiscoveryRate, SliceSearch.Exact)]
    public void Finds_a_planted_slice_and_says_how_much_worse_it_is(SliceControl control, SliceSearch search)
    {
        var table = Planted(4000, 0.4, 1);
        var found = SliceFinder.Find(table, quick with { Control = control, Search = search });
        var best = found.Findings[0].Best;
        Assert.Equal("a = 1 and b = 2", best.Text);
        var rows = Tables.Rows(table, best.Predicates);
        Assert.Equal((rows.Length, rows.Length / 4000.0), (best.Rows, best.Share));
        Assert.InRange(best.Inside.Value, 0.3, 0.5);
        Assert.InRange(best.Outside.Value, 0.08, 0.12);
        Assert.InRange(0.3, best.Difference.Low, best.Difference.High);
        Assert.InRange(0.3, best.Corrected.Low, best.Corrected.High);
        Assert.InRange(best.AdjustedP, 0, 0.05);
        Assert.Equal((control, search), (found.Control, found.Search));
        Assert.Null(found.Undefined);
        Assert.StartsWith("Where a = 1 and b = 2 (", found.Findings[0].Sentence);
        Assert.Contains(" points more (", found.Findings[0].Sentence);
    }

    [Theory]
    [InlineData(SliceControl.Permutation)]
    [InlineData(SliceControl.SplitHalf)]
    public void The_number_of_threads_changes_nothing(SliceControl control)
    {
        var table = Planted(3000, 0.25, 2);
        var one = SliceFinder.Find(table, quick with { Control = control });
        foreach (var threads in new[] { 2, 3 })
        {
            var more = SliceFinder.Find(table, quick with { Control = control, Threads = threads });
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(one, JsonRules.Compact), System.Text.Json.JsonSerializer.Serialize(more, JsonRules.Compact));
        }

        Assert.NotEmpty(one.Findings);
    }

    [Theory]
    [InlineData(SliceControl.Permutation)]
    [InlineData(SliceControl.SplitHalf)]
    [InlineData(SliceControl.FalseDiscoveryRate)]
    public void Reports_seldom_anything_where_nothing_is(SliceControl control)
    {
        var any = 0;
        for (var set = 0UL; set < 100; set++)
        {
            var random = new SeededRandom(set);
            var table = new SliceTable(Tables.Random(random, 400, 3, 4, 5), Tables.Losses(random, 400, _ => 0.2));
            any += SliceFinder.Find(table, quick with { Control = control, Draws = 99, MinSupport = 20, Seed = set }).Findings.Count > 0 ? 1 : 0;
        }

        Assert.InRange(any, 0, 5);
    }

    [Fact]
    public void Copies_of_a_slice_are_told_once()
    {
        var table = Planted(4000, 0.4, 3);
        var copied = new SliceTable([.. table.Columns, Tables.Column("copy", table.Columns[0].Codes)], table.Losses);
        var found = SliceFinder.Find(copied, quick);
        var finding = Assert.Single(found.Findings);
        Assert.Equal("a = 1 and b = 2", finding.Best.Text);
        Assert.Contains("b = 2 and copy = 1", finding.Others.Select(o => o.Text));
        Assert.Equal(finding.Best.Z, finding.Others[0].Z);
    }

    [Fact]
    public void Two_different_slices_are_two_findings_and_what_they_explain_is_none()
    {
        var random = new SeededRandom(4);
        var columns = Tables.Random(random, 6000, 4, 4, 4, 3);
        var losses = Tables.Losses(random, 6000, row => (columns[0].Codes[row] == 1 ? 0.3 : 0.1) + (columns[1].Codes[row] == 2 ? 0.2 : 0));
        var found = SliceFinder.Find(new SliceTable(columns, losses), quick);
        Assert.Equal(["a = 1", "b = 2"], found.Findings.Select(f => f.Best.Text).Order());
        // a = 1 and b = 2 together, a = 1 and c = 0 and many more are significant, but add nothing.
        Assert.InRange(found.Significant, 5, 500);
    }

    [Fact]
    public void The_best_slices_of_Adult_are_few_findings()
    {
        var table = GoldenRuns.Table("adult01");
        var raw = SliceLine.Search(table, new SliceLineOptions()).Slices;
        var lattice = SliceLattice.Build(new PackedRows(table.Columns, table.UsualSupport), 3, 2);
        var test = new PermutationTest(lattice, table, SliceSide.Worse);
        var findings = new FindingSelection(lattice, table, test).Select(5, new SliceOptions()).ToList();
        var names = Enumerable.Range(0, lattice.Count).ToDictionary(s => string.Join(" and ", lattice.Describe(s).Select(p => p.Text)));
        var groups = raw.Select(s => names[string.Join(" and ", s.Predicates.Select(p => p.Text))]).Select(s => findings.FindIndex(f => f.Best == s || f.Others.Contains(s))).ToList();
        Assert.DoesNotContain(-1, groups);
        Assert.InRange(groups.Distinct().Count(), 1, 4);
    }

    [Fact]
    public void Weights_count_rows_as_often_as_they_say()
    {
        var random = new SeededRandom(5);
        var columns = Tables.Random(random, 2000, 3, 4);
        var losses = Tables.Losses(random, 2000, row => columns[0].Codes[row] == 1 ? 0.4 : 0.1);
        // Weight 0 takes away every loss that made a = 1 worse.
        double[] weights = [.. losses.Select((l, row) => l == 1 && columns[0].Codes[row] == 1 ? 0.0 : 1 + (row % 2))];
        Assert.Equal("a = 1", SliceFinder.Find(new SliceTable(columns, losses), quick).Findings[0].Best.Text);
        Assert.DoesNotContain(SliceFinder.Find(new SliceTable(columns, losses, weights), quick).Findings, f => f.Best.Text == "a = 1");
        var same = SliceFinder.Find(new SliceTable(columns, losses, [.. losses.Select(_ => 2.0)]), quick).Findings[0].Best;
        Assert.Equal("a = 1", same.Text);
        Assert.Equal(SliceFinder.Find(new SliceTable(columns, losses), quick).Findings[0].Best.Inside.Value, same.Inside.Value, 12);
    }

    [Fact]
    public void Residuals_are_looked_at_in_both_directions()
    {
        var random = new SeededRandom(6);
        var columns = Tables.Random(random, 3000, 4, 4);
        double[] residuals = [.. Enumerable.Range(0, 3000).Select(row => random.NextNormal() + (columns[0].Codes[row] == 3 ? -0.5 : columns[1].Codes[row] == 0 ? 0.5 : 0))];
        var found = SliceFinder.Find(new SliceTable(columns, residuals), quick with { Side = SliceSide.Either, LossName = "residual" }).Findings;
        Assert.Equal(["a = 3", "b = 0"], found.Take(2).Select(f => f.Best.Text).Order());
        Assert.Contains(found, f => f.Best.Text == "a = 3" && f.Best.Corrected.High < 0 && f.Sentence.Contains(" less (0."));
    }

    [Fact]
    public void A_small_level_gets_the_permutations_it_needs()
    {
        var found = SliceFinder.Find(Planted(4000, 0.5, 1), quick with { Level = 0.002 });
        Assert.Equal(2000, found.Draws);
        Assert.InRange(found.Findings[0].Best.AdjustedP, 0, 0.002);
    }

    [Fact]
    public void A_search_that_is_ended_says_so_at_any_number_of_threads()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        foreach (var threads in new[] { 1, 2 })
        {
            Assert.ThrowsAny<OperationCanceledException>(() => SliceFinder.Find(Planted(500, 0.5, 1), quick with { Threads = threads, Cancellation = ended.Token }));
        }
    }

    [Fact]
    public void Says_why_nothing_can_be_found()
    {
        var column = Tables.Column("a", [0, 1, 0]);
        Assert.Equal("the loss is 1 in every row", SliceFinder.Find(new SliceTable([column], [1, 1, 1]), quick).Undefined);
        Assert.Equal("there is no column to describe slices by", SliceFinder.Find(new SliceTable([], [1, 0, 1]), quick).Undefined);
        Assert.Equal("no condition is met by 40 rows or more", SliceFinder.Find(new SliceTable([column], [1, 0, 1]), quick).Undefined);
        Assert.Equal("usage.control", Assert.Throws<AssayException>(() => SliceFinder.Find(new SliceTable([column], [1, 0, 1]), quick with { Search = SliceSearch.Beam, Control = SliceControl.Permutation })).Code);
    }

    [Theory]
    [InlineData(SliceControl.Permutation)]
    [InlineData(SliceControl.SplitHalf)]
    public void Neighbouring_bins_are_one_finding(SliceControl control)
    {
        var random = new SeededRandom(10);
        double[] ages = [.. Enumerable.Range(0, 6000).Select(_ => 20.0 + random.Next(60))];
        var columns = new[] { SliceColumns.Binned(new Assay.Data.NumberColumn("age", Assay.Data.ColumnKind.Number, ages)), Tables.Column("plan", [.. ages.Select(_ => random.Next(3))], 3) };
        var table = new SliceTable(columns, Tables.Losses(random, 6000, row => ages[row] >= 58 && columns[1].Codes[row] == 1 ? 0.5 : 0.1));
        var finding = Assert.Single(SliceFinder.Find(table, quick with { Control = control }).Findings);
        Assert.Equal("age >= 58 and plan = 1", finding.Best.Text);
        Assert.Equal(Enumerable.Range(0, 6000).Count(row => ages[row] >= 58 && columns[1].Codes[row] == 1), finding.Best.Rows);
        Assert.InRange(finding.Best.Difference.Value, 0.35, 0.45);
        Assert.InRange(finding.Parts.Count, control == SliceControl.Permutation ? 3 : 0, 4);
        Assert.All(finding.Parts, p => Assert.True(p.AdjustedP <= finding.Best.AdjustedP && p.Z < finding.Best.Z));
    }

    [Fact]
    public void What_is_called_significant_has_a_corrected_interval_beside_zero()
    {
        // Squared errors with a heavy tail: by the scatter of all rows, slices that drew the largest would stand out.
        for (var set = 0UL; set < 10; set++)
        {
            var random = new SeededRandom(set);
            var columns = Tables.Random(random, 2000, 3, 4, 5);
            double[] losses = [.. Enumerable.Range(0, 2000).Select(row => Math.Exp(2 * random.NextNormal()) * (columns[0].Codes[row] == 1 ? 1.5 : 1))];
            foreach (var control in new[] { SliceControl.Permutation, SliceControl.SplitHalf, SliceControl.FalseDiscoveryRate })
            {
                var found = SliceFinder.Find(new SliceTable(columns, losses), quick with { Control = control, Seed = set });
                Assert.All(found.Findings.SelectMany(f => f.Others.Concat(f.Narrower).Append(f.Best)), s => Assert.True(s.Corrected.Low > 0 && s.AdjustedP <= 0.05));
            }

            foreach (var slice in SliceFinder.Judge(new SliceTable(columns, losses), [.. Enumerable.Range(0, 3).Select(v => new SliceMask($"{v}", [.. columns[0].Codes.Select(c => c == v)]))], quick with { Seed = set }))
            {
                Assert.Equal(slice.AdjustedP <= 0.05, slice.Corrected.Low > 0);
            }
        }
    }

    [Fact]
    public void Parts_of_a_finding_that_add_nothing_to_it_are_told_within_it_and_each_once()
    {
        var random = new SeededRandom(14);
        var columns = Tables.Random(random, 8000, 2, 8, 5);
        var table = new SliceTable(columns, Tables.Losses(random, 8000, row => columns[0].Codes[row] == 1 ? 0.4 : 0.1));
        var finding = Assert.Single(SliceFinder.Find(table, quick).Findings);
        Assert.Equal("a = 1", finding.Best.Text);
        Assert.InRange(finding.Narrower.Count, 10, 50);
        var told = finding.Narrower.Select(s => Tables.Rows(table, s.Predicates)).Append(Tables.Rows(table, finding.Best.Predicates)).ToArray();
        Assert.All(told.SelectMany((a, i) => told.Take(i).Select(b => Tables.Jaccard(a, b))), j => Assert.True(j < 0.5));
        Assert.All(finding.Narrower, s => Assert.True(s.AdjustedP <= 0.05 && s.Corrected.Low > 0));
        Assert.Empty(Assert.Single(SliceFinder.Find(table, quick with { Narrower = 0 }).Findings).Narrower);
    }

    [Fact]
    public void A_wide_table_is_searched_by_a_beam()
    {
        var random = new SeededRandom(8);
        var columns = Enumerable.Range(0, 120).Select(i => Tables.Column($"f{i}", [.. Enumerable.Range(0, 10_000).Select(_ => random.Next(5))], 5)).ToArray();
        var losses = Tables.Losses(random, 10_000, row => columns[17].Codes[row] == 4 && columns[90].Codes[row] == 2 ? 0.45 : 0.15);
        var found = SliceFinder.Find(new SliceTable(columns, losses), new SliceOptions { Threads = 2 });
        Assert.Equal((SliceSearch.Beam, SliceControl.SplitHalf), (found.Search, found.Control));
        Assert.Equal("f17 = 4 and f90 = 2", Assert.Single(found.Findings).Best.Text);
    }

    [Fact]
    public void Named_slices_are_judged_together()
    {
        var table = Planted(4000, 0.4, 9);
        var bad = Enumerable.Range(0, 4000).Select(r => table.Columns[0].Codes[r] == 1 && table.Columns[1].Codes[r] == 2).ToArray();
        var odd = Enumerable.Range(0, 4000).Select(r => r % 2 == 1).ToArray();
        var judged = SliceFinder.Judge(table, [new("odd rows", odd), new("the bad ones", bad), new("nobody", new bool[4000])], quick);
        Assert.Equal(["odd rows", "the bad ones", "nobody"], judged.Select(s => s.Text));
        Assert.InRange(judged[0].AdjustedP, 0.05, 1);
        Assert.InRange(judged[1].AdjustedP, 0, 0.02);
        // The interval for all together is the wider one, and holds zero for what is no worse.
        Assert.True(judged[1].Corrected.Low < judged[1].Difference.Low && judged[1].Corrected.Low > 0);
        Assert.InRange(0, judged[0].Corrected.Low, judged[0].Corrected.High);
        Assert.Equal((0, "the slice has no rows"), (judged[2].Rows, judged[2].Difference.Undefined));
        Assert.Throws<ArgumentException>(() => SliceFinder.Judge(table, [new("short", new bool[5])], quick));
    }

    // a = 1 and b = 2 (one row in twelve) is wrong with the chance given, all others with 0.1.
    private static SliceTable Planted(int rows, double chance, ulong seed)
    {
        var random = new SeededRandom(seed);
        var columns = Tables.Random(random, rows, 3, 4, 5);
        return new SliceTable(columns, Tables.Losses(random, rows, row => columns[0].Codes[row] == 1 && columns[1].Codes[row] == 2 ? chance : 0.1));
    }
}
