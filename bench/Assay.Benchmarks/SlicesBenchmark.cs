using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Assay.Evaluation.Slices;
using Assay.Numerics;

namespace Assay.Benchmarks;

/// <summary>CPU time of the slice searches on Adult, on Adult ten times over, and on a wide table.</summary>
[Description("CPU time of the slice searches")]
public static class SlicesBenchmark
{
    /// <summary>
    /// Arguments: rounds (default 7) prints the lowest, the median and the highest CPU time; <c>null SETS</c> and <c>planted SETS</c> count
    /// false and true findings instead.
    /// </summary>
    public static int Run(string[] arguments)
    {
        if (arguments is ["null" or "planted", var sets])
        {
            return SliceTrials.Run(arguments[0], int.Parse(sets, CultureInfo.InvariantCulture));
        }

        var rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 7;
        var adult = Adult(1);
        var tenfold = Adult(10);
        var plain = new SliceLineOptions();
        Measure("adult, every valid slice counted, 1 thread", rounds, () => SliceLine.Search(adult, plain));
        Measure("adult, every valid slice counted, 2 threads", rounds, () => SliceLine.Search(adult, plain with { Threads = 2 }));
        Measure("adult, pruned, 1 thread", rounds, () => SliceLine.Search(adult, plain with { CountsValid = false }));
        Measure("adult x 10, every valid slice counted, 2 threads", rounds, () => SliceLine.Search(tenfold, plain with { Threads = 2 }));
        Measure("adult x 10, pruned, 2 threads", rounds, () => SliceLine.Search(tenfold, plain with { CountsValid = false, Threads = 2 }));
        Measure("adult, findings (999 permutations), 2 threads", Math.Min(rounds, 3), () => SliceFinder.Find(adult, new SliceOptions { Threads = 2 }));
        var wide = Wide(100_000, 200);
        Measure("200 columns x 100,000 rows, beam and split half, 2 threads", Math.Min(rounds, 3), () => SliceFinder.Find(wide, new SliceOptions { Threads = 2 }));
        return 0;
    }

    private static void Measure(string name, int rounds, Action search)
    {
        var process = Process.GetCurrentProcess();
        var (cpu, wall) = (new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            GC.Collect();
            process.Refresh();
            var before = process.TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            search();
            watch.Stop();
            process.Refresh();
            if (round == 0)
            {
                Console.Write($"{name}: first {(process.TotalProcessorTime - before).TotalMilliseconds:F0} ms CPU; then ");
                continue;
            }

            cpu.Add((process.TotalProcessorTime - before).TotalMilliseconds);
            wall.Add(watch.Elapsed.TotalMilliseconds);
        }

        cpu.Sort();
        wall.Sort();
        Console.WriteLine($"CPU ms {cpu[0]:F0} / {cpu[cpu.Count / 2]:F0} / {cpu[^1]:F0}, wall ms {wall[0]:F0} / {wall[wall.Count / 2]:F0} / {wall[^1]:F0}, peak {PeakBytes() / 1e6:F0} MB");
    }

    // Columns of ten values each, and twice the errors in one slice of two conditions (1 % of the rows).
    private static SliceTable Wide(int rows, int columns)
    {
        var random = new SeededRandom(3);
        var codes = Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, rows).Select(_ => random.Next(10)).ToArray()).ToArray();
        double[] losses = [.. Enumerable.Range(0, rows).Select(row => random.NextDouble() < (codes[17][row] == 4 && codes[90][row] == 2 ? 0.3 : 0.15) ? 1.0 : 0)];
        return new SliceTable([.. codes.Select((c, i) => SliceColumn.OfNames($"f{i}", c, [.. Enumerable.Range(0, 10).Select(v => v.ToString(CultureInfo.InvariantCulture))]))], losses);
    }

    /// <summary>The golden table of Adult, its rows repeated.</summary>
    internal static SliceTable Adult(int times)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Repository("tests/data/golden/sliceline/adult_enc.csv.gz")), CompressionMode.Decompress));
        var names = reader.ReadLine()!.Split(',');
        var cells = new List<int>[names.Length];
        Array.Fill(cells, null);
        for (var c = 0; c < cells.Length; c++)
        {
            cells[c] = [];
        }

        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            for (var c = 0; c < cells.Length; c++)
            {
                cells[c].Add((int)double.Parse(fields[c], CultureInfo.InvariantCulture));
            }
        }

        int[] Repeated(int c) => [.. Enumerable.Repeat(cells[c], times).SelectMany(v => v)];
        var columns = names.Take(14).Select((name, c) => SliceColumn.OfNames(name, Repeated(c), [.. Enumerable.Range(0, cells[c].Max() + 1).Select(v => v.ToString(CultureInfo.InvariantCulture))]));
        return new SliceTable([.. columns], Array.ConvertAll(Repeated(names.Length - 1), e => (double)e));
    }

    private static string Repository(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Assay.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, path);
    }

    private static long PeakBytes()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }
}
