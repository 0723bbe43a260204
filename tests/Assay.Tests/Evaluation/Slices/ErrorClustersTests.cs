using Assay.Data;
using Assay.Evaluation.Slices;
using Assay.Numerics;

namespace Assay.Tests.Evaluation.Slices;

public class ErrorClustersTests
{
    [Fact]
    public void Finds_a_round_region_and_says_what_sets_it_apart()
    {
        var (columns, table) = Made(around: true);
        var found = ErrorClusters.Find(columns, table, new ErrorClusterOptions { Clusters = 4, Draws = 199 });
        var best = found[0];
        Assert.Contains("y about -1.", best.Text);
        Assert.Matches(@"x about [01]\.\d", best.Text);
        Assert.InRange(best.AdjustedP, 0, 0.05);
        Assert.True(best.Corrected.Low > 0.2);
        Assert.True(best.Inside.Value > 2 * best.Outside.Value);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same()
    {
        var (columns, table) = Made(around: true);
        var options = new ErrorClusterOptions { Clusters = 4, Draws = 99 };
        Assert.Equal(ErrorClusters.Find(columns, table, options).Select(s => (s.Text, s.Z, s.Rows)), ErrorClusters.Find(columns, table, options with { Threads = 3 }).Select(s => (s.Text, s.Z, s.Rows)));
    }

    [Fact]
    public void Finds_seldom_anything_where_nothing_is()
    {
        var (columns, table) = Made(around: false);
        var any = Enumerable.Range(0, 40).Count(seed =>
        {
            var losses = table.Losses.ToArray();
            new SeededRandom((ulong)seed).Shuffle<double>(losses);
            return ErrorClusters.Find(columns, new SliceTable([], losses), new ErrorClusterOptions { Clusters = 4, Draws = 99, Seed = (ulong)seed }).Count > 0;
        });
        Assert.InRange(any, 0, 3);
    }

    [Fact]
    public void Too_few_wrong_rows_make_no_cluster() =>
        Assert.Empty(ErrorClusters.Find([new NumberColumn("x", ColumnKind.Number, [1, 2, 3, 4])], new SliceTable([], [0, 0, 1, 0]), new ErrorClusterOptions()));

    // Wrong around the point (2, -2), which no interval of one column describes.
    private static (Column[] Columns, SliceTable Table) Made(bool around)
    {
        var random = new SeededRandom(1);
        double[] x = [.. Enumerable.Range(0, 4000).Select(_ => random.NextNormal())];
        double[] y = [.. Enumerable.Range(0, 4000).Select(_ => random.NextNormal())];
        int[] group = [.. Enumerable.Range(0, 4000).Select(_ => random.Next(3))];
        var losses = Tables.Losses(random, 4000, row => around && Math.Pow(x[row] - 1.5, 2) + Math.Pow(y[row] + 1.5, 2) < 1 ? 0.8 : 0.05);
        return ([new NumberColumn("x", ColumnKind.Number, x), new NumberColumn("y", ColumnKind.Number, y), new CategoryColumn("group", ColumnKind.Category, group, ["a", "b", "c"])], new SliceTable([], losses));
    }
}
