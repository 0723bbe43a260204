using Assay.Evaluation.Slices;
using Assay.Numerics;

namespace Assay.Benchmarks;

/// <summary>How often slices are reported where there is nothing, and how often a planted one is found, on Adult's columns and error rate.</summary>
internal static class SliceTrials
{
    private const double SamePart = 0.5;

    /// <summary>Runs so many trials, two at a time.</summary>
    public static int Run(string kind, int sets)
    {
        var adult = SlicesBenchmark.Adult(1);
        if (kind == "null")
        {
            Null(adult, sets);
            return 0;
        }

        Planted(adult, sets, keepsErrors: true);
        Planted(adult, sets, keepsErrors: false);
        return 0;
    }

    private static void Null(SliceTable adult, int sets)
    {
        foreach (var (control, depth) in new[] { (SliceControl.Permutation, 2), (SliceControl.SplitHalf, 2), (SliceControl.FalseDiscoveryRate, 2), (SliceControl.FalseDiscoveryRate, 3) })
        {
            var any = 0;
            Parallel.For(0, sets, new ParallelOptions { MaxDegreeOfParallelism = 2 }, set =>
            {
                var options = new SliceOptions { Control = control, Depth = depth, Draws = 199, Seed = (ulong)set };
                if (SliceFinder.Find(Permuted(adult, set), options).Findings.Count > 0)
                {
                    Interlocked.Increment(ref any);
                }
            });
            Console.WriteLine($"{control}, depth {depth}: any slice reported in {any} of {sets} permuted sets ({100.0 * any / sets:F1} %)");
        }

        // The largest z of a permuted set is one more draw from the same distribution, so depth 3 needs no new permutations for every set.
        var lattice = SliceLattice.Build(new PackedRows(adult.Columns, adult.UsualSupport), 3, 2);
        var test = new PermutationTest(lattice, adult, SliceSide.Worse);
        for (var seed = 1; seed <= 5; seed++)
        {
            var critical = test.Critical(0.05, test.Largest(999, new SliceOptions { Seed = (ulong)seed, Threads = 2 }));
            var largest = test.Largest(sets, new SliceOptions { Seed = (ulong)(seed + 1000), Threads = 2 });
            Console.WriteLine($"Permutation, depth 3, seed {seed}: critical z {critical:F2}; exceeded in {largest.Count(z => z > critical)} of {sets} permuted sets");
        }
    }

    private static void Planted(SliceTable adult, int sets, bool keepsErrors)
    {
        var lattice = SliceLattice.Build(new PackedRows(adult.Columns, adult.UsualSupport), 3, 2);
        var suited = Enumerable.Range(0, lattice.Count).Where(s => Math.Abs(lattice.SizeOf(s) - (0.02 * adult.Rows)) < 0.002 * adult.Rows).ToArray();
        var results = new (bool Found, bool Among50, bool Within, bool Raised, bool Exact, bool Covered, double Seen, double Corrected)[sets];
        Parallel.For(0, sets, new ParallelOptions { MaxDegreeOfParallelism = 2 }, set =>
        {
            var random = SeededRandom.For((ulong)set, "planting");
            var slice = suited[random.Next(suited.Length)];
            var rows = lattice.RowsOf(slice);
            var before = rows.Average(r => adult.Losses[r]);
            var table = With(adult, rows, (random, keepsErrors));
            var found = SliceFinder.Find(table, new SliceOptions { Draws = 199, Seed = (ulong)set, Top = 50 });
            var place = found.Findings.ToList().FindIndex(f => f.Others.Prepend(f.Best).Any(s => Jaccard(rows, RowsOf(adult, s)) >= SamePart));
            var within = place >= 0 || found.Findings.Any(f => f.Narrower.Any(s => Jaccard(rows, RowsOf(adult, s)) >= SamePart));
            var exact = found.Findings.SelectMany(f => f.Others.Prepend(f.Best)).FirstOrDefault(s => RowsOf(adult, s).SequenceEqual(rows));
            var truth = Rate(adult) * 2;
            var rest = (table.Losses.Sum() - rows.Sum(r => table.Losses[r])) / (table.Rows - rows.Length);
            results[set] = (place is >= 0 and < 10, place >= 0, within, !keepsErrors || rows.Average(r => table.Losses[r]) >= 1.25 * before, exact is not null, exact is not null && exact.Corrected.Low <= truth - rest && truth - rest <= exact.Corrected.High, exact is null ? double.NaN : exact.Difference.Value - (truth - rest), exact is null ? double.NaN : exact.Corrected.Value - (truth - rest));
        });
        var raised = results.Where(r => r.Raised).ToList();
        var exactly = results.Where(r => r.Exact).ToList();
        Console.WriteLine($"{(keepsErrors ? "planted beside Adult's real errors" : "planted in errors dealt at random")}: {suited.Length} slices of 2 % (+-0.2 %) to choose from; "
            + $"found among 10 findings in {results.Count(r => r.Found)} of {sets}, among 50 in {results.Count(r => r.Among50)}, among these and the narrower slices told within them in {results.Count(r => r.Within)}; "
            + $"where planting raised the errors by a quarter or more ({raised.Count}) in {raised.Count(r => r.Found)}, {raised.Count(r => r.Among50)} and {raised.Count(r => r.Within)}; the very slice shown in {exactly.Count}; "
            + $"of those the corrected interval covers the planted difference in {exactly.Count(r => r.Covered)}; mean error of the difference as seen {exactly.Average(r => r.Seen):F4}, corrected {exactly.Average(r => r.Corrected):F4}");
    }

    // Inside, every row errs with twice the mean rate; outside, errors stay where they are or are dealt at random.
    private static SliceTable With(SliceTable adult, int[] rows, (SeededRandom Random, bool KeepsErrors) how)
    {
        var losses = adult.Losses.ToArray();
        if (!how.KeepsErrors)
        {
            how.Random.Shuffle<double>(losses);
        }

        var rate = 2 * Rate(adult);
        foreach (var row in rows)
        {
            losses[row] = how.Random.NextDouble() < rate ? 1 : 0;
        }

        return new SliceTable(adult.Columns, losses);
    }

    private static SliceTable Permuted(SliceTable adult, int set)
    {
        var losses = adult.Losses.ToArray();
        SeededRandom.For((ulong)set, "permuted set").Shuffle<double>(losses);
        return new SliceTable(adult.Columns, losses);
    }

    private static double Rate(SliceTable table) => table.Losses.Sum() / table.Rows;

    private static int[] RowsOf(SliceTable table, Slice slice)
    {
        var tests = slice.Predicates.Select(p => table.Columns.First(c => c.Name == p.Column)).Zip(slice.Predicates, (c, p) => (c.Codes, Code: c.Values.ToList().IndexOf(p))).ToArray();
        return [.. Enumerable.Range(0, table.Rows).Where(r => tests.All(t => t.Codes[r] == t.Code))];
    }

    private static double Jaccard(int[] first, int[] second)
    {
        var both = first.Intersect(second).Count();
        return (double)both / (first.Length + second.Length - both);
    }
}
