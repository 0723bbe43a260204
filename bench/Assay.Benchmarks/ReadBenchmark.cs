using System.Diagnostics;
using System.Globalization;
using Assay.Data;
using Assay.Numerics;
using DuckDB.NET.Data;

namespace Assay.Benchmarks;

/// <summary>Reading and fingerprinting a CSV against DuckDB's own scan of every column, in alternating rounds; and the peak memory of reading.</summary>
public static class ReadBenchmark
{
    /// <summary>Arguments: rows (default 1,000,000), rounds (default 7), threads (default 2). <c>memory FILE THREADS</c> reads once and prints the peak.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is ["memory", var table, var memoryThreads])
        {
            return PrintMemory(table, int.Parse(memoryThreads, CultureInfo.InvariantCulture));
        }

        var rows = Number(arguments, 0, 1_000_000);
        var rounds = Number(arguments, 1, 7);
        var threads = Number(arguments, 2, 2);
        var file = Path.Combine(Path.GetTempPath(), $"assay-read-{rows}.csv");
        if (!File.Exists(file))
        {
            Write(file, rows);
        }

        Console.WriteLine($"{rows:N0} rows x 10 columns, {new FileInfo(file).Length / 1e6:F1} MB, {threads} threads, {rounds} rounds after one to warm up");
        Alternate(file, rounds, threads);
        using var child = Process.Start(Environment.ProcessPath!, ["read", "memory", file, threads.ToString(CultureInfo.InvariantCulture)]);
        child.WaitForExit();
        return child.ExitCode;
    }

    private static void Alternate(string file, int rounds, int threads)
    {
        var ratios = new List<(double Cpu, double Wall)>();
        for (var round = 0; round <= rounds; round++)
        {
            var scan = Time(() => Scan(file, threads));
            var read = Time(() => Dataset.Read(file, new ReadOptions { Target = "label", Threads = threads }));
            if (round > 0)
            {
                ratios.Add((read.Cpu / scan.Cpu, read.Wall / scan.Wall));
                Console.WriteLine($"scan CPU {scan.Cpu:F2} s wall {scan.Wall:F2} s | read CPU {read.Cpu:F2} s wall {read.Wall:F2} s | ratio CPU {ratios[^1].Cpu:F2} wall {ratios[^1].Wall:F2}");
            }
        }

        Console.WriteLine($"median ratio CPU {Median(ratios.Select(r => r.Cpu)):F2}, wall {Median(ratios.Select(r => r.Wall)):F2}");
    }

    private static void Scan(string file, int threads)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET threads = {threads}";
        command.ExecuteNonQuery();
        command.CommandText = "SELECT COUNT(COLUMNS(*)) FROM read_csv($path)";
        command.Parameters.Add(new DuckDBParameter("path", file));
        using var reader = command.ExecuteReader();
        reader.Read();
    }

    private static int PrintMemory(string file, int threads)
    {
        // A small table first, so that the code and the native library are not counted as the table's memory.
        var small = Path.Combine(Path.GetTempPath(), "assay-read-small.csv");
        Write(small, 5000);
        Dataset.Read(small, new ReadOptions { Target = "label", Threads = threads });
        GC.Collect();
        var before = Environment.WorkingSet;
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        var data = Dataset.Read(file, new ReadOptions { Target = "label", Threads = threads });
        var peak = PeakBytes() - before;
        var held = GC.GetTotalMemory(forceFullCollection: true) - managed;
        GC.KeepAlive(data);
        Console.WriteLine($"data set in memory {held / 1e6:F1} MB, peak while reading {peak / 1e6:F1} MB, ratio {(double)peak / held:F2}");
        return 0;
    }

    private static long PeakBytes()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    private static (double Cpu, double Wall) Time(Action act)
    {
        GC.Collect();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        act();
        return ((Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds, watch.Elapsed.TotalSeconds);
    }

    // Ten columns as such tables have them: three whole numbers, four with fractions, two of names, and the label.
    private static void Write(string file, int rows)
    {
        var random = new SeededRandom(1);
        using var writer = new StreamWriter(file);
        writer.WriteLine("age,amount,visits,income,rate,score,distance,city,product,label");
        for (var i = 0; i < rows; i++)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{18 + random.Next(70)},{random.Next(1_000_000)},{random.Next(40)},{random.NextDouble() * 1e5:F2},{random.NextNormal():F6},{random.NextDouble():R},{random.NextDouble() * 100:F3},city {random.Next(5000)},product-{random.Next(12)},{(random.NextDouble() < 0.2 ? "yes" : "no")}"));
        }
    }

    private static int Number(string[] arguments, int at, int otherwise) =>
        arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
