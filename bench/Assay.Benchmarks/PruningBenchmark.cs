using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Assay.Benchmarks.Tuning;
using Assay.Tuning;
using Microsoft.ML.OnnxRuntime;

namespace Assay.Benchmarks;

/// <summary>How many epochs a search with a pruner needs to reach what 100 full random trainings reach, and how often it prunes the best of them.</summary>
[Description("Epochs saved by pruners on learning curves of LCBench, and how often the best trial is pruned")]
public static class PruningBenchmark
{
    private const int Trials = 100;

    private sealed record Search(double[] Best, int[] Spent, bool[] Pruned, double[] Final);

    /// <summary>Arguments: the surrogate's folder, samplers joined by commas, pruners joined by commas, seeds (10), tasks (10), first task (0), a CSV file to write a row a search to.</summary>
    public static int Run(string[] arguments)
    {
        var folder = arguments[0];
        var seeds = int.Parse(arguments.ElementAtOrDefault(3) ?? "10", CultureInfo.InvariantCulture);
        var count = int.Parse(arguments.ElementAtOrDefault(4) ?? "10", CultureInfo.InvariantCulture);
        var first = int.Parse(arguments.ElementAtOrDefault(5) ?? "0", CultureInfo.InvariantCulture);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var model = new InferenceSession(Path.Combine(folder, "model.onnx"), options);
        var tasks = Tasks(folder, model).Skip(first).Take(count).ToArray();
        var rows = new List<string> { "sampler,pruner,task,seed,epochs_to_reach,epochs_spent,target,found,best_pruned" };
        foreach (var sampler in arguments[1].Split(','))
        {
            foreach (var pruner in arguments[2].Split(','))
            {
                rows.AddRange(Measure(tasks, sampler, pruner, seeds));
            }
        }

        if (arguments.Length > 6)
        {
            File.WriteAllLines(arguments[6], rows);
        }

        return 0;
    }

    private static IEnumerable<CurveTask> Tasks(string folder, InferenceSession model)
    {
        using var codes = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "encoding.json")));
        using var space = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "config_space.json")));
        var names = space.RootElement.GetProperty("hyperparameters")[0].GetProperty("choices").EnumerateArray().Select(c => c.GetString()!).ToArray();
        var known = codes.RootElement.GetProperty("OpenML_task_id");
        return [.. names.Select(n => new CurveTask(model, n, known.GetProperty(n).GetInt32()))];
    }

    private static IEnumerable<string> Measure(CurveTask[] tasks, string sampler, string pruner, int seeds)
    {
        var rows = new string[tasks.Length * seeds];
        var (shares, pruned, spent) = (new double[rows.Length], new bool[rows.Length], new double[rows.Length]);
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var (task, seed) = (tasks[i / seeds], (ulong)(i % seeds));
            var full = Searched(task, "random", null, seed);
            var target = full.Best[^1];
            // The same random trials under the pruner tell whether it lets the best of them end.
            var random = sampler == "random" ? null : Searched(task, "random", pruner, seed);
            var own = Searched(task, sampler, pruner, seed);
            var reached = Array.FindIndex(own.Best, b => b >= target);
            pruned[i] = (random ?? own).Pruned[Array.IndexOf(full.Final, target)];
            shares[i] = reached < 0 ? double.PositiveInfinity : (double)own.Spent[reached] / full.Spent[^1];
            spent[i] = (double)own.Spent[^1] / full.Spent[^1];
            rows[i] = string.Create(CultureInfo.InvariantCulture, $"{sampler},{pruner},{task.Name},{seed},{(reached < 0 ? "" : own.Spent[reached])},{own.Spent[^1]},{target:R},{own.Best[^1]:R},{(pruned[i] ? 1 : 0)}");
        });
        double[] medians = [.. Enumerable.Range(0, tasks.Length).Select(t => Median(shares[(t * seeds)..((t + 1) * seeds)]))];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sampler,-18} {pruner,-14} reaches it in {Median(medians):P1} of the epochs (tasks {string.Join(' ', medians.Select(m => m.ToString("P0", CultureInfo.InvariantCulture)))}), not at all in {shares.Count(s => !double.IsFinite(s))} of {rows.Length}; best of the random trials pruned in {pruned.Count(p => p)}; all 100 trials {spent.Average():P1}"));
        return rows;
    }

    private static Search Searched(CurveTask task, string sampler, string? pruner, ulong seed)
    {
        using var study = new Study(CurveTask.Space, new StudyOptions { Sampler = sampler, Pruner = pruner, Seed = seed, Directions = [Direction.Maximise] });
        var search = new Search(new double[Trials], new int[Trials], new bool[Trials], new double[Trials]);
        var (best, spent) = (double.NegativeInfinity, 0);
        for (var i = 0; i < Trials; i++)
        {
            var trial = study.Ask();
            var curve = task.Curve(trial.Configuration);
            var epoch = 0;
            while (epoch < CurveTask.Epochs && !search.Pruned[i])
            {
                search.Pruned[i] = study.Report(trial.Number, epoch + 1, curve[epoch]) && epoch < CurveTask.Epochs - 1;
                epoch++;
            }

            spent += epoch;
            search.Final[i] = curve[^1];
            study.Tell(trial.Number, search.Pruned[i] ? new TrialOutcome { State = TrialState.Pruned } : TrialOutcome.Of(curve[^1]));
            best = search.Pruned[i] ? best : Math.Max(best, curve[^1]);
            (search.Best[i], search.Spent[i]) = (best, spent);
        }

        return search;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
