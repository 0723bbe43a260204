using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Assay.Evaluation.Differences;
using Assay.Numerics;
using Assay.Tracking;
using Assay.Tracking.Versions;

namespace Assay.Benchmarks;

/// <summary>The diff of two tables against pandas, whole processes in turn; and adding, comparing and writing out versions.</summary>
[Description("data diff against pandas, and versions of tables and folders")]
public static class DataBenchmark
{
    /// <summary>Arguments: rows (default 1,000,000), rounds (default 3), files (default 100,000), the command line's assembly.</summary>
    public static int Run(string[] arguments)
    {
        var (rows, rounds, files) = (Number(arguments, 0, 1_000_000), Number(arguments, 1, 3), Number(arguments, 2, 100_000));
        var program = arguments.Length > 3 ? arguments[3] : Path.Combine(AppContext.BaseDirectory, "..", "..", "Assay.Cli", "release", "Assay.Cli.dll");
        var folder = Directory.CreateTempSubdirectory("assay-data-").FullName;
        try
        {
            var (first, second) = (Path.Combine(folder, "a.csv"), Path.Combine(folder, "b.csv"));
            Write(first, second, rows);
            Console.WriteLine($"{rows:N0} rows x 10 columns, {new FileInfo(first).Length / 1e6:F1} MB; {rows / 1000} rows changed, {rows / 2000} added, {rows / 2000} removed");
            var script = Path.Combine(AppContext.BaseDirectory, "pandas_diff.py");
            for (var round = 0; round < rounds; round++)
            {
                Print("assay data diff", "dotnet", program, "data", "diff", first, second);
                Print("pandas         ", "python3", script, first, second);
            }

            Versions(folder, first, second);
            Folders(folder, files);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static void Versions(string folder, string first, string second)
    {
        using var store = Store.Open(Path.Combine(folder, "store", "assay.db"));
        var versions = new DataVersions(store);
        var (one, two) = (default(DataVersion)!, default(DataVersion)!);
        Print("add version 1", () => one = versions.Add(first, new() { Name = "t" }).Version);
        Print("add version 2", () => two = versions.Add(second, new() { Name = "t" }).Version);
        Console.WriteLine($"version 2 adds {two.AddedBytes:N0} bytes, {100.0 * two.AddedBytes / one.AddedBytes:F3} % of version 1");
        for (var round = 0; round < 5; round++)
        {
            Print("diff of versions", () => DataDiff.Between(versions, one, two, new()));
        }

        Print("write version 2 out", () => versions.Checkout(two, Path.Combine(folder, "out.csv")));
    }

    private static void Folders(string folder, int files)
    {
        var small = Path.Combine(folder, "small");
        for (var i = 0; i < files; i++)
        {
            var place = Directory.CreateDirectory(Path.Combine(small, $"{i / 1000}")).FullName;
            File.WriteAllText(Path.Combine(place, $"{i}.txt"), $"file {i} of many small ones");
        }

        // Stamps younger than two seconds are not trusted.
        Thread.Sleep(2500);
        using var store = Store.Open(Path.Combine(folder, "store", "assay.db"));
        var versions = new DataVersions(store);
        Print($"add {files:N0} small files", () => versions.Add(small, new()));
        Print("add them again unchanged", () => versions.Add(small, new()));
        Print("add them again unchanged", () => versions.Add(small, new()));
    }

    private static void Print(string what, Action work)
    {
        using var process = Process.GetCurrentProcess();
        var (cpu, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        work();
        process.Refresh();
        Console.WriteLine($"{what}: CPU {(process.TotalProcessorTime - cpu).TotalSeconds:F3} s, wall {watch.Elapsed.TotalSeconds:F3} s");
    }

    private static void Print(string what, string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/time", ["-f", "%U %S %M", program, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var parts = process.StandardError.ReadToEnd().Trim().Split('\n')[^1].Split(' ').Select(p => double.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        output.Wait();
        Console.WriteLine($"{what}: CPU {parts[0] + parts[1]:F2} s, peak {parts[2] / 1024:F0} MB");
    }

    // A key, four floats of full length, an amount, two whole numbers, a city and a label, about 109 bytes a row.
    private static void Write(string first, string second, int rows)
    {
        var random = new SeededRandom(1);
        string Row(int id) => string.Create(
            CultureInfo.InvariantCulture,
            $"{id},{random.NextNormal():R},{random.NextNormal():R},{random.NextNormal():R},{random.NextNormal():R},{random.NextDouble() * 400:F2},{18 + random.Next(72)},{random.Next(10)},city {random.Next(200)},{(random.NextDouble() < 0.2 ? "yes" : "no")}");
        using var before = new StreamWriter(first) { NewLine = "\n" };
        using var after = new StreamWriter(second) { NewLine = "\n" };
        before.WriteLine("id,x0,x1,x2,x3,amount,age,count,city,label");
        after.WriteLine("id,x0,x1,x2,x3,amount,age,count,city,label");
        for (var i = 0; i < rows; i++)
        {
            var row = Row(i);
            before.WriteLine(row);
            if (i % 2000 == 1999)
            {
                continue;
            }

            if (i % 1000 == 500)
            {
                var cells = row.Split(',');
                cells[2] = random.NextNormal().ToString("R", CultureInfo.InvariantCulture);
                cells[5] = i % 2000 == 500 ? "1.25" : cells[5];
                row = string.Join(',', cells);
            }

            after.WriteLine(row);
        }

        for (var i = 0; i < rows / 2000; i++)
        {
            after.WriteLine(Row(rows + i));
        }
    }

    private static int Number(string[] arguments, int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;
}
