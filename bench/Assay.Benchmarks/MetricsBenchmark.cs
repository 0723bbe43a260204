using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Benchmarks;

/// <summary>CPU time of metrics against scikit-learn on the same numbers, alternating in one run, one thread.</summary>
[Description("CPU time of metrics against scikit-learn")]
public static class MetricsBenchmark
{
    private const int Rows = 1_000_000;
    private const int Small = 100_000;
    private const int Classes = 10;

    /// <summary>Arguments: rounds (default 7), the Python that has scikit-learn (default /usr/bin/python3), only this function (default all).</summary>
    public static int Run(string[] arguments)
    {
        var rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 7;
        var folder = Directory.CreateTempSubdirectory("assay-metrics-").FullName;
        var (truth, score, classes, table) = Make(folder);
        using var python = Start(arguments.Length > 1 ? arguments[1] : "/usr/bin/python3", folder);
        Console.WriteLine("function, ours ms, scikit-learn ms, median ratio (lowest - highest), values agree");
        foreach (var (name, ours) in Functions(truth, score, classes, table).Where(f => arguments.Length < 3 || f.Name == arguments[2]))
        {
            Alternate(python, name, ours, rounds);
        }

        if (arguments.Length < 3 || arguments[2] == "bootstrap-auc-whole")
        {
            Whole(python, truth, score, rounds);
        }

        python.StandardInput.Close();
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static IEnumerable<(string Name, Func<double> Ours)> Functions(double[] truth, double[] score, double[] classes, double[] table)
    {
        foreach (var name in new[] { "roc-auc", "average-precision", "log-loss", "brier", "f1", "mcc" })
        {
            var metric = Catalogue<Metric>.Find(name);
            yield return (name, () => metric.Measure(new Scored(truth, score, 1, [])).Value);
        }

        yield return ("roc-auc-ovr", () => new RocAuc().Measure(new Scored(classes, table, Classes, [])).Value);
        yield return ("roc-auc-ovo", () => new RocAucPairwise().Measure(new Scored(classes, table, Classes, [])).Value);
        var prepared = new RocAuc().Prepare(truth[..Small], score[..Small], 1);
        yield return ("bootstrap-auc", () => Bootstrap.Draws(prepared, Small, new BootstrapOptions { Draws = 100 }).Average());
    }

    private static void Alternate(Process python, string name, Func<double> ours, int rounds)
    {
        var draws = name == "bootstrap-auc" ? 100 : 1;
        var (mine, theirs, ratios, agree) = (new List<double>(), new List<double>(), new List<double>(), true);
        for (var round = 0; round <= rounds; round++)
        {
            var (seconds, value) = Time(ours);
            python.StandardInput.WriteLine($"{name} 1");
            python.StandardInput.Flush();
            var answer = python.StandardOutput.ReadLine()!.Split(' ');
            var (reference, other) = (Parse(answer[0]), Parse(answer[1]));
            agree &= draws > 1 || Math.Abs(value - other) < 1e-9;
            if (round > 0)
            {
                mine.Add(seconds / draws);
                theirs.Add(reference);
                ratios.Add(reference / (seconds / draws));
            }
        }

        Console.WriteLine($"{name}, {1000 * mine.Order().ElementAt(mine.Count / 2):F2}, {1000 * theirs.Order().ElementAt(theirs.Count / 2):F1}, "
            + $"{ratios.Order().ElementAt(ratios.Count / 2):F1}x ({ratios.Min():F1} - {ratios.Max():F1}), {(agree ? "yes" : "no")}");
    }

    // The whole of 1,000 draws on two threads against ten of scikit-learn's, in turn.
    private static void Whole(Process python, double[] truth, double[] score, int rounds)
    {
        const int Draws = 1000;
        var prepared = new RocAuc().Prepare(truth[..Small], score[..Small], 1);
        var (mine, theirs) = (new List<(double Wall, double Cpu)>(), new List<(double Wall, double Cpu)>());
        for (var round = 0; round <= rounds; round++)
        {
            var process = Process.GetCurrentProcess();
            var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
            Bootstrap.Draws(prepared, Small, new BootstrapOptions { Draws = Draws, Threads = 2 });
            process.Refresh();
            var own = (watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
            python.StandardInput.WriteLine("bootstrap-auc 10");
            python.StandardInput.Flush();
            var answer = python.StandardOutput.ReadLine()!.Split(' ');
            if (round > 0)
            {
                mine.Add(own);
                theirs.Add((Draws * Parse(answer[2]), Draws * Parse(answer[0])));
            }
        }

        double Middle(IEnumerable<double> values) => values.Order().ElementAt(rounds / 2);
        double[] wall = [.. mine.Zip(theirs, (m, t) => t.Wall / m.Wall)], cpu = [.. mine.Zip(theirs, (m, t) => t.Cpu / m.Cpu)];
        Console.WriteLine($"bootstrap-auc-whole, {Draws} draws of {Small} rows: ours, two threads {Middle(mine.Select(m => m.Wall)):F2} s wall, {Middle(mine.Select(m => m.Cpu)):F2} s CPU; "
            + $"scikit-learn, {10 * rounds} draws x {Draws / (10.0 * rounds):F0}: {Middle(theirs.Select(t => t.Wall)):F1} s wall, {Middle(theirs.Select(t => t.Cpu)):F1} s CPU; "
            + $"wall {Middle(wall):F1}x ({wall.Min():F1} - {wall.Max():F1}), CPU {Middle(cpu):F1}x ({cpu.Min():F1} - {cpu.Max():F1})");
    }

    private static (double Seconds, double Value) Time(Func<double> act)
    {
        act();
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var value = act();
        process.Refresh();
        return ((process.TotalProcessorTime - before).TotalSeconds, value);
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static Process Start(string python, string folder)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "sklearn_metrics.py");
        var start = new ProcessStartInfo(python, [script, folder]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        return Process.Start(start)!;
    }

    // A calibrated score of two classes, and ten classes with softmax probabilities that favour the true one.
    private static (double[] Truth, double[] Score, double[] Classes, double[] Table) Make(string folder)
    {
        var random = new SeededRandom(1);
        var (truth, score) = (new double[Rows], new double[Rows]);
        for (var i = 0; i < Rows; i++)
        {
            score[i] = 1 / (1 + Math.Exp(-random.NextNormal()));
            truth[i] = random.NextDouble() < score[i] ? 1 : 0;
        }

        var (classes, table) = (new double[Small], new double[Small * Classes]);
        for (var i = 0; i < Small; i++)
        {
            classes[i] = random.Next(Classes);
            var row = table.AsSpan(i * Classes, Classes);
            var sum = 0.0;
            for (var k = 0; k < Classes; k++)
            {
                sum += row[k] = Math.Exp(random.NextNormal() + (k == (int)classes[i] ? 1 : 0));
            }

            for (var k = 0; k < Classes; k++)
            {
                row[k] /= sum;
            }
        }

        foreach (var (name, values) in new[] { ("truth", truth), ("score", score), ("classes", classes), ("table", table) })
        {
            File.WriteAllBytes(Path.Combine(folder, $"{name}.bin"), System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(values).ToArray());
        }

        return (truth, score, classes, table);
    }
}
