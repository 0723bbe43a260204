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
        return 0;
    }

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
