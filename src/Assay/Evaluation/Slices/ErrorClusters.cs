using Assay.Data;
using Assay.Numerics;

namespace Assay.Evaluation.Slices;

/// <summary>Slices that no conjunction describes: regions around clusters of the rows with the largest losses.</summary>
/// <remarks>
/// The rows with the largest losses (the tenth with most, or all that are wrong) of a random half are clustered by k-means on
/// standardised numbers and one column a level of a category, or on columns of an embedding. A region is what lies nearest to a center
/// and no further from it than three in four of its rows; it holds right and wrong rows alike, and is compared with all other rows on
/// the other half, which the clusters were not made from. Sources: Lloyd, IEEE Trans. Information Theory 28, 1982; starting centers:
/// Arthur and Vassilvitskii, SODA 2007; error clusters as slices: d'Eon et al., The Spotlight, FAccT 2022, and Domino, ICLR 2022.
/// </remarks>
public static class ErrorClusters
{
    private const int MostRounds = 50;
    private const int MostClustered = 20_000;
    private const double KeptPart = 0.75;

    /// <summary>The regions that are worse than the other rows, strongest evidence first; each is described by its most telling columns.</summary>
    /// <param name="columns">Numbers and categories, or the columns of an embedding; other kinds are passed over.</param>
    /// <param name="table">The losses; its coded columns are not used.</param>
    /// <param name="options">Number of clusters, level, seed.</param>
    /// <exception cref="ArgumentException">Columns and losses do not line up.</exception>
    public static IReadOnlyList<Slice> Find(IReadOnlyList<Column> columns, SliceTable table, ErrorClusterOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Clusters, 1);
        var space = new ClusterSpace(columns);
        if (columns.Any(c => c.Count != table.Rows))
        {
            throw new ArgumentException($"The columns have other numbers of rows than the {table.Rows} losses.", nameof(columns));
        }

        var order = Enumerable.Range(0, table.Rows).ToArray();
        SeededRandom.For(options.Seed, "cluster halves").Shuffle<int>(order);
        var (making, judging) = (order[..(table.Rows / 2)], order[(table.Rows / 2)..]);
        var wrong = LargestLosses(table, making);
        if (space.Size == 0 || wrong.Length < 2 * options.Clusters)
        {
            return [];
        }

        Array.Sort(judging);
        var regionOf = Regions(space, wrong, options);
        return Judge(table, space, (judging, regionOf), options);
    }

    private static int[] LargestLosses(SliceTable table, int[] rows)
    {
        var sorted = rows.Select(r => table.Losses[r]).Order().ToArray();
        var limit = sorted.Length == 0 ? 0 : Quantiles.Linear(sorted, 0.9);
        return [.. rows.Where(r => limit > 0 ? table.Losses[r] >= limit : table.Losses[r] > 0).Take(MostClustered)];
    }

    // The region of every row of the table, or -1.
    private static int[] Regions(ClusterSpace space, int[] wrong, ErrorClusterOptions options)
    {
        var points = Array.ConvertAll(wrong, space.Point);
        var centers = Start(points, options);
        var nearest = new (int Center, double Distance)[points.Length];
        for (var round = 0; round < MostRounds; round++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            var changed = false;
            for (var i = 0; i < points.Length; i++)
            {
                var found = Nearest(points[i], centers);
                changed |= round == 0 || found.Center != nearest[i].Center;
                nearest[i] = found;
            }

            if (!changed)
            {
                break;
            }

            Move(centers, points, nearest);
        }

        var radius = centers.Select((_, c) => nearest.Where(n => n.Center == c).Select(n => n.Distance).Order().ToArray() is { Length: > 0 } all ? Quantiles.Linear(all, KeptPart) : -1).ToArray();
        var regionOf = new int[space.Rows];
        Parallel.For(0, space.Rows, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads) }, row =>
        {
            var (center, distance) = Nearest(space.Point(row), centers);
            regionOf[row] = distance <= radius[center] ? center : -1;
        });
        return regionOf;
    }

    private static IReadOnlyList<Slice> Judge(SliceTable table, ClusterSpace space, (int[] Rows, int[] RegionOf) regions, ErrorClusterOptions options)
    {
        var (judging, regionOf) = regions;
        var used = Enumerable.Range(0, options.Clusters).Where(c => judging.Any(r => regionOf[r] == c) && judging.Any(r => regionOf[r] != c)).ToArray();
        if (used.Length == 0)
        {
            return [];
        }

        var masks = used.Select(c => new SliceMask("", Array.ConvertAll(judging, r => regionOf[r] == c))).ToArray();
        var half = new SliceTable([], Array.ConvertAll(judging, r => table.Losses[r]), table.Weights.Length == 0 ? null : Array.ConvertAll(judging, r => table.Weights[r]));
        var slices = SliceFinder.Judge(half, masks, new SliceOptions { Level = options.Level, Draws = options.Draws, Seed = options.Seed, Threads = options.Threads, Cancellation = options.Cancellation });
        return
        [
            .. slices.Zip(used, (slice, c) => (Slice: slice, Members: Enumerable.Range(0, regionOf.Length).Where(r => regionOf[r] == c).ToArray()))
                .Where(s => s.Slice.AdjustedP <= options.Level && s.Slice.Difference.Value > 0)
                .OrderByDescending(s => s.Slice.Z)
                .Select(s => s.Slice with { Text = space.Describe(s.Members), Rows = s.Members.Length, Share = (double)s.Members.Length / table.Rows }),
        ];
    }

    // k-means++: every next center is a point drawn with chance proportional to its squared distance from those there are.
    private static double[][] Start(double[][] points, ErrorClusterOptions options)
    {
        var random = SeededRandom.For(options.Seed, "cluster centers");
        var centers = new List<double[]> { points[random.Next(points.Length)] };
        var distances = points.Select(p => SquaredDistance(p, centers[0])).ToArray();
        while (centers.Count < options.Clusters)
        {
            var left = random.NextDouble() * Sums.Of(distances);
            var next = Array.FindIndex(distances, d => (left -= d) < 0);
            centers.Add(points[next < 0 ? random.Next(points.Length) : next]);
            for (var i = 0; i < points.Length; i++)
            {
                distances[i] = Math.Min(distances[i], SquaredDistance(points[i], centers[^1]));
            }
        }

        return [.. centers.Select(c => (double[])c.Clone())];
    }

    private static void Move(double[][] centers, double[][] points, (int Center, double Distance)[] nearest)
    {
        var counts = new int[centers.Length];
        var sums = centers.Select(c => new double[c.Length]).ToArray();
        for (var i = 0; i < points.Length; i++)
        {
            var sum = sums[nearest[i].Center];
            counts[nearest[i].Center]++;
            for (var d = 0; d < sum.Length; d++)
            {
                sum[d] += points[i][d];
            }
        }

        for (var c = 0; c < centers.Length; c++)
        {
            // A center without points stays where it is.
            centers[c] = counts[c] == 0 ? centers[c] : Array.ConvertAll(sums[c], s => s / counts[c]);
        }
    }

    private static (int Center, double Distance) Nearest(double[] point, double[][] centers)
    {
        var (best, smallest) = (0, double.PositiveInfinity);
        for (var c = 0; c < centers.Length; c++)
        {
            var distance = SquaredDistance(point, centers[c]);
            (best, smallest) = distance < smallest ? (c, distance) : (best, smallest);
        }

        return (best, smallest);
    }

    private static double SquaredDistance(double[] first, double[] second)
    {
        var sum = 0.0;
        for (var d = 0; d < first.Length; d++)
        {
            sum += (first[d] - second[d]) * (first[d] - second[d]);
        }

        return sum;
    }
}
