using Assay.Evaluation.Slices;
using Assay.Numerics;

namespace Assay.Tests.Evaluation.Slices;

public class SliceSearchTests
{
    [Fact]
    public void An_example_by_hand()
    {
        // Mean loss 2/8. The slice a = 1 has 4 rows and both losses: 0.9 (0.5 / 0.25 - 1) - 0.1 (8 / 4 - 1) = 0.8.
        var table = new SliceTable([Tables.Column("a", [0, 0, 0, 0, 1, 1, 1, 1])], [0, 0, 0, 0, 1, 0, 1, 0]);
        var found = SliceLine.Search(table, new SliceLineOptions { Alpha = 0.9, MinSupport = 1 });
        var slice = Assert.Single(found.Slices);
        Assert.Equal(("a = 1", 4, 2.0), (slice.Predicates[0].Text, slice.Size, slice.ErrorSum));
        Assert.Equal(0.8, slice.Score, 12);
        // a = 0 has no loss, so it is not valid.
        Assert.Equal((1, 0.25), (found.ValidSlices, found.MeanError));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(9)]
    public void Finds_what_looking_at_every_conjunction_finds(int depth)
    {
        for (var seed = 0UL; seed < 25; seed++)
        {
            var random = new SeededRandom(seed);
            var rows = 30 + random.Next(120);
            var whole = random.Next(2) == 0;
            var table = new SliceTable(
                Tables.Random(random, rows, 2, 3, 1, 6, 3),
                [.. Enumerable.Range(0, rows).Select(_ => whole ? random.Next(3) : random.NextDouble() * random.Next(3))]);
            var options = new SliceLineOptions { Alpha = 0.6 + (0.4 * random.NextDouble()), Depth = depth, MinSupport = 1 + random.Next(8), Top = 1 + random.Next(12) };
            var expected = Every(table, options);
            var found = SliceLine.Search(table, options);
            Assert.Equal(expected.Count(s => s.Size >= options.MinSupport && s.ErrorSum > 0), found.ValidSlices);
            Assert.Equal(Best(expected, options), found.Slices.Select(Name).Order());
            Assert.Equal(found.Slices.Select(Name), SliceLine.Search(table, options with { CountsValid = false, Threads = 2 }).Slices.Select(Name));
        }
    }

    [Fact]
    public void The_lattice_adds_up_what_its_slices_hold()
    {
        var random = new SeededRandom(7);
        var table = new SliceTable(Tables.Random(random, 200, 3, 4, 2, 5), [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble())]);
        foreach (var depth in new[] { 1, 2, 3, 4 })
        {
            var lattice = SliceLattice.Build(new PackedRows(table.Columns, 5), depth, 2);
            var sums = lattice.Sums(table.Losses);
            Assert.Equal(SliceLine.Search(table, new SliceLineOptions { Depth = depth, MinSupport = 5 }).ValidSlices, lattice.Count);
            for (var slice = 0; slice < lattice.Count; slice++)
            {
                var rows = Tables.Rows(table, lattice.Describe(slice));
                Assert.Equal(rows, lattice.RowsOf(slice));
                Assert.Equal(rows.Length, lattice.SizeOf(slice));
                // In the order of rows, so to the last bit.
                Assert.Equal(rows.Aggregate(0.0, (sum, row) => sum + table.Losses[row]), sums[slice]);
            }
        }
    }

    [Fact]
    public void The_bound_is_never_below_a_slice_within()
    {
        var random = new SeededRandom(3);
        for (var i = 0; i < 20_000; i++)
        {
            var score = new SliceLineScore(random.NextDouble(), 1000, 0.05 + random.NextDouble(), 2, 1 + random.Next(50));
            var size = score.MinSupport + random.Next(900);
            var errors = random.NextDouble() * size * score.LargestError;
            var smaller = score.MinSupport + random.Next(size - score.MinSupport + 1);
            var fewer = Math.Min(errors, smaller * score.LargestError) * random.NextDouble();
            Assert.True(score.Of(smaller, fewer) <= score.Bound(size, errors));
        }
    }

    [Fact]
    public void Refuses_what_the_score_is_not_defined_for()
    {
        var column = Tables.Column("a", [0, 1]);
        Assert.Equal("data.loss-negative", Refused([1, -1]));
        Assert.Equal("data.loss-zero", Refused([0, 0]));
        Assert.Throws<ArgumentException>(() => new SliceTable([column], [1, double.NaN]));
        Assert.Throws<ArgumentException>(() => new SliceTable([column], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => Tables.Column("a", [0, 5], 2));

        string Refused(double[] losses) => Assert.Throws<AssayException>(() => SliceLine.Search(new SliceTable([column], losses), new SliceLineOptions())).Code;
    }

    private static IEnumerable<string> Best(List<ScoredSlice> all, SliceLineOptions options)
    {
        var valid = all.Where(s => s.Size >= options.MinSupport && s.ErrorSum > 0 && s.Score > 0).OrderByDescending(s => s.Score).ToList();
        return valid.Where(s => valid.Count <= options.Top || s.Score >= valid[options.Top - 1].Score).Select(Name).Order();
    }

    // Every choice of a value, or of none, for each column.
    private static List<ScoredSlice> Every(SliceTable table, SliceLineOptions options)
    {
        IEnumerable<SlicePredicate[]> all = [[]];
        foreach (var column in table.Columns)
        {
            all = [.. all.SelectMany(s => column.Values.Select(v => (SlicePredicate[])[.. s, v]).Prepend(s))];
        }

        var mean = table.Losses.Sum() / table.Rows;
        return
        [
            .. all.Where(s => s.Length > 0 && s.Length <= options.Depth).Select(s =>
            {
                var rows = Tables.Rows(table, s);
                var sum = rows.Aggregate(0.0, (t, row) => t + table.Losses[row]);
                var score = (options.Alpha * ((sum / rows.Length / mean) - 1)) - ((1 - options.Alpha) * (((double)table.Rows / rows.Length) - 1));
                return new ScoredSlice(s, rows.Length, sum, score);
            }),
        ];
    }

    private static string Name(ScoredSlice slice) => string.Join(" and ", slice.Predicates.Select(p => p.Text));
}
