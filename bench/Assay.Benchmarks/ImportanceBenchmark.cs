using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Assay.Data;
using Assay.Evaluation.Importance;
using Assay.Evaluation.Models;
using Assay.Learners;
using Assay.Metrics;

namespace Assay.Benchmarks;

/// <summary>CPU time of permutation importance against scikit-learn's, both asking a predictor that takes the same time for a row.</summary>
[Description("CPU time of permutation importance against scikit-learn, equally fast predictors")]
public static class ImportanceBenchmark
{
    private const int Judged = 12_561;

    /// <summary>Arguments: the Adult table, rounds (default 5), the Python that has scikit-learn (default /usr/bin/python3).</summary>
    public static int Run(string[] arguments)
    {
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 5;
        var data = Dataset.Read(arguments[0], "income");
        var rows = new Sample(data, [.. Enumerable.Range(data.RowCount - Judged, Judged)]);
        using var python = Start(arguments.Length > 2 ? arguments[2] : "/usr/bin/python3", arguments[0]);
        Console.WriteLine("| round | one prediction of all rows, ms | scikit-learn, ms | ours, ms | ratio | rows predicted, in times all rows | calls |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        for (var round = 0; round <= rounds; round++)
        {
            python.StandardInput.WriteLine();
            python.StandardInput.Flush();
            var answer = python.StandardOutput.ReadLine()!.Split(' ');
            var (one, theirs) = (Parse(answer[0]), Parse(answer[1]));
            using var model = new Paced(TimeSpan.FromSeconds(one / Judged));
            var ours = Time(() => PermutationImportance.Of(model, rows, new RocAuc(), new PermutationOptions { Seed = (ulong)round }));
            // The first round warms both sides up.
            if (round > 0)
            {
                Console.WriteLine($"| {round} | {1000 * one:F1} | {1000 * theirs:F0} | {1000 * ours:F0} | {theirs / ours:F2}x | {(double)model.Rows / Judged:F1} (scikit-learn {(5 * data.Features.Count) + 1}) | {model.Calls} |");
            }
        }

        python.StandardInput.Close();
        Precision(data);
        return 0;
    }

    // Deviation over seeds of three spread shuffles against five drawn one by one, with a model that learnt on other rows.
    private static void Precision(Dataset data)
    {
        const int Seeds = 20, Rows = 3000;
        var options = new FitOptions { Seed = 1, Settings = new Settings([new("trees", "100"), new("learning-rate", "0.1")]) };
        using var model = new Learnt(Catalogue<Learner>.Find("boosted-trees").Fit(new Sample(data, [.. Enumerable.Range(0, data.RowCount - Judged)]), options));
        var rows = new Sample(data, [.. Enumerable.Range(data.RowCount - Judged, Rows)]);
        Dictionary<string, double> Losses(int repeats, int seed) =>
            PermutationImportance.Of(model, rows, new RocAuc(), new PermutationOptions { Seed = (ulong)seed, Repeats = repeats, Draws = 2 }).ToDictionary(i => i.Column, i => i.Loss.Value);
        var spread = Enumerable.Range(0, Seeds).Select(seed => Losses(3, seed)).ToArray();
        // One shuffle alone is drawn like any other.
        var single = Enumerable.Range(0, Seeds).Select(seed => Enumerable.Range(0, 5).Select(k => Losses(1, 1000 + (5 * seed) + k)).ToArray()).ToArray();
        Console.WriteLine();
        Console.WriteLine("| column | mean loss of AUC | deviation, 3 spread shuffles | deviation, 5 drawn one by one | ratio |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var column in spread[0].OrderByDescending(c => c.Value).Select(c => c.Key))
        {
            double[] ours = [.. spread.Select(s => s[column])];
            double[] theirs = [.. single.Select(s => s.Average(k => k[column]))];
            Console.WriteLine($"| {column} | {ours.Average():F4} | {Deviation(ours):E1} | {Deviation(theirs):E1} | {Deviation(ours) / Deviation(theirs):F2} |");
        }
    }

    private static double Deviation(double[] values) => Math.Sqrt(values.Sum(v => (v - values.Average()) * (v - values.Average())) / (values.Length - 1));

    private static double Time(Action act)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        act();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static Process Start(string python, string table)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "sklearn_importance.py"), table, Judged.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        return Process.Start(start)!;
    }

    private sealed class Learnt(Model model) : EvaluatedModel
    {
        public override string Name => "learnt";

        public override double[] Predict(Sample rows, CancellationToken cancellation) => model.Predict(rows);
    }

    /// <summary>Adds up a few columns, and uses as much CPU time a row as it was told to.</summary>
    private sealed class Paced(TimeSpan perRow) : EvaluatedModel
    {
        public override string Name => "paced";

        public long Rows { get; private set; }

        public int Calls { get; private set; }

        public override double[] Predict(Sample rows, CancellationToken cancellation)
        {
            var end = ThreadClock.Now + (perRow * rows.Count);
            (Rows, Calls) = (Rows + rows.Count, Calls + 1);
            var columns = rows.Data.Features.OfType<NumberColumn>().ToArray();
            var predicted = new double[rows.Count];
            for (var i = 0; i < predicted.Length; i++)
            {
                var sum = 0.0;
                foreach (var column in columns)
                {
                    sum += double.IsNaN(column.Values[rows.Rows[i]]) ? 0 : column.Values[rows.Rows[i]];
                }

                predicted[i] = sum / (1 + Math.Abs(sum));
            }

            while (ThreadClock.Now < end)
            {
            }

            return predicted;
        }
    }
}
