using System.Diagnostics;
using System.Globalization;
using Assay.Data;
using Assay.Learners;
using Assay.Numerics;

namespace Assay.Benchmarks;

/// <summary>CPU of training boosted trees through our path against python3-xgboost's <c>hist</c>, same data and shape, in alternating rounds; and single-row prediction.</summary>
public static class TrainingBenchmark
{
    private const int Rows = 100_000;
    private const int Features = 50;
    private const int Trees = 100;
    private const string Peer = """
        import sys, time, numpy, xgboost
        cells = numpy.fromfile(sys.argv[1], dtype=numpy.float32).reshape(int(sys.argv[2]), -1)
        start = time.process_time()
        table = xgboost.DMatrix(cells[:, :-1], cells[:, -1], nthread=1)
        xgboost.train(dict(objective='binary:logistic', tree_method='hist', grow_policy='lossguide', max_leaves=31, max_depth=0,
                           eta=0.1, max_bin=255, min_child_weight=1, nthread=1), table, int(sys.argv[3]))
        print(time.process_time() - start)
        """;

    /// <summary>Arguments: rounds (default 5), the Python with xgboost (default <c>/usr/bin/python3</c>).</summary>
    public static int Run(string[] arguments)
    {
        var rounds = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 5;
        var python = arguments.Length > 1 ? arguments[1] : "/usr/bin/python3";
        var (data, file) = Make();
        var learner = Catalogue<Learner>.Find("boosted-trees");
        var options = new FitOptions
        {
            Settings = Settings.Default.With("trees", Trees).With("leaves", 31).With("learning-rate", 0.1).With("feature-share", 1).With("row-share", 1),
        };
        var ratios = new List<double>();
        Model? model = null;
        for (var round = 0; round <= rounds; round++)
        {
            var start = Process.GetCurrentProcess().TotalProcessorTime;
            model = learner.Fit(data.All, options);
            var ours = (Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds;
            var theirs = Ask(python, file);
            if (round > 0)
            {
                ratios.Add(ours / theirs);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ours {ours:F2} CPU s, xgboost {theirs:F2} CPU s, ratio {ours / theirs:F2}"));
            }
        }

        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {ratios[ratios.Count / 2]:F2} (from {ratios[0]:F2} to {ratios[^1]:F2}), {rounds} alternating rounds after one to warm up"));
        SingleRow(data, model!);
        File.Delete(file);
        return 0;
    }

    private static void SingleRow(Dataset data, Model model)
    {
        var times = new double[20_000];
        var predicted = new double[1];
        for (var i = -5000; i < times.Length; i++)
        {
            var row = new Sample(data, [(i + 5000) % data.RowCount]);
            var start = Stopwatch.GetTimestamp();
            model.Predict(row, predicted);
            if (i >= 0)
            {
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one row: {times[times.Length / 2]:F1} microseconds p50, {times[(int)(times.Length * 0.99)]:F1} p99 ({Trees} trees, {model.StepsPerRow} steps)"));
    }

    private static (Dataset Data, string File) Make()
    {
        var random = new SeededRandom(1);
        var columns = Enumerable.Range(0, Features).Select(_ => new double[Rows]).ToArray();
        var target = new double[Rows];
        var file = Path.Combine(Path.GetTempPath(), $"assay-training-{Environment.ProcessId}.bin");
        using var writer = new BinaryWriter(File.Create(file));
        for (var row = 0; row < Rows; row++)
        {
            var score = 0.0;
            for (var i = 0; i < Features; i++)
            {
                columns[i][row] = (float)random.NextNormal();
                writer.Write((float)columns[i][row]);
                score += i < 10 ? columns[i][row] / (i + 1) : 0;
            }

            score += (columns[0][row] * columns[1][row]) + (1.5 * random.NextNormal());
            target[row] = score > 0 ? 1 : 0;
            writer.Write((float)target[row]);
        }

        var table = columns.Select((values, i) => ($"x{i}", (System.Collections.IEnumerable)values)).Append(("label", target.Select(t => t > 0 ? "yes" : "no").ToArray())).ToArray();
        return (Dataset.FromColumns("synthetic", new ReadOptions { Target = "label", Positive = "yes" }, table), file);
    }

    private static double Ask(string python, string file)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-c", Peer, file, Rows.ToString(CultureInfo.InvariantCulture), Trees.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text.Trim(), CultureInfo.InvariantCulture);
    }
}
