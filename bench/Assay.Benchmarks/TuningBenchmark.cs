using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Assay.Benchmarks.Tuning;
using Assay.Tuning;

namespace Assay.Benchmarks;

/// <summary>Runs samplers on the tuning suite and compares their normalised regret with Optuna's.</summary>
[Description("Normalised regret of samplers on the tuning suite, against Optuna")]
public static class TuningBenchmark
{
    private static readonly int[] marks = [25, 50, 100];

    /// <summary>Arguments: sampler, tasks joined by commas, <c>suite</c>, <c>development</c> or <c>held-out,FOLDER</c> (the folder of the tables), seeds (10), trials (50), threads (2), a CSV file to write a row a seed to.</summary>
    public static int Run(string[] arguments)
    {
        var sampler = arguments.ElementAtOrDefault(0) ?? "auto";
        var wanted = (arguments.ElementAtOrDefault(1) ?? "suite").Split(',');
        var seeds = int.Parse(arguments.ElementAtOrDefault(2) ?? "10", CultureInfo.InvariantCulture);
        var trials = int.Parse(arguments.ElementAtOrDefault(3) ?? "50", CultureInfo.InvariantCulture);
        var threads = int.Parse(arguments.ElementAtOrDefault(4) ?? "2", CultureInfo.InvariantCulture);
        var all = wanted is ["held-out", var folder] ? HeldOutTasks.Read(folder) : wanted is ["suite"] ? SuiteTasks.All : wanted is ["development"] ? DevelopmentTasks.All : [.. SuiteTasks.All, .. DevelopmentTasks.All];
        var tasks = all.Where(t => wanted.Contains(t.Name) || wanted is ["suite"] or ["development"] or ["held-out", _]).ToArray();
        var rows = new double[tasks.Length * seeds][];
        var (watch, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => rows[i] = Search(tasks[i / seeds], sampler, (ulong)(i % seeds), trials));
        var spent = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Print(tasks, rows, seeds, trials);
        Console.WriteLine($"{spent.TotalSeconds:F1} s CPU, {1000 * spent.TotalSeconds / rows.Length / trials:F2} ms CPU a trial, {watch.Elapsed.TotalSeconds:F0} s");
        if (arguments.Length > 5)
        {
            File.WriteAllLines(arguments[5], rows.Select((r, i) => $"{sampler},{tasks[i / seeds].Name},{i % seeds},{string.Join(',', r.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}")
                .Prepend($"sampler,task,seed,{string.Join(',', marks.Where(m => m <= trials).Select(m => $"best@{m}"))}"));
        }

        return 0;
    }

    private static double[] Search(TuningTask task, string sampler, ulong seed, int trials)
    {
        if (sampler.StartsWith("optuna-", StringComparison.Ordinal))
        {
            return OptunaPeer.Search(task, sampler, seed, [.. marks.Where(m => m <= trials)]);
        }

        var study = new Study(task.Space, new StudyOptions { Sampler = sampler, Seed = seed, Directions = [.. Enumerable.Repeat(Direction.Minimise, task.Objectives)] });
        var noise = new SplitMix(77000 + seed);
        for (var i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            study.Tell(trial.Number, task.Observe(trial.Configuration, noise));
        }

        return [.. marks.Where(m => m <= trials).Select(m => task.Score(study.History.Trials.Take(m)))];
    }

    private static void Print(TuningTask[] tasks, double[][] rows, int seeds, int trials)
    {
        var at = Array.IndexOf(marks, 50);
        var (parzen, process) = (new List<double>(), new List<double>());
        Console.WriteLine("task        " + string.Concat(marks.Where(m => m <= trials).Select(m => $" best@{m,-7} nr@{m,-7}")) + "   worst nr@50  /TPE     /GP");
        for (var t = 0; t < tasks.Length; t++)
        {
            var own = rows[(t * seeds)..((t + 1) * seeds)];
            var line = $"{tasks[t].Name,-12}";
            for (var m = 0; m < own[0].Length; m++)
            {
                var median = Median(own.Select(r => r[m]));
                line += $" {median,-12:G6} {tasks[t].Normalised(median),-10:G4}";
            }

            if (at < own[0].Length)
            {
                var regret = tasks[t].Normalised(Median(own.Select(r => r[at])));
                line += $"   {own.Max(r => tasks[t].Normalised(r[at])),-10:G4}";
                line += Ratio(OpponentScores.Parzen, tasks[t], regret, parzen) + Ratio(OpponentScores.Process, tasks[t], regret, process);
            }

            Console.WriteLine(line);
        }

        Console.WriteLine($"geometric mean at 50, single objective: {Geometric(parzen):F3}x TPE, {Geometric(process):F3}x GP");
    }

    private static string Ratio(IReadOnlyDictionary<string, double> opponent, TuningTask task, double regret, List<double> ratios)
    {
        if (!opponent.TryGetValue(task.Name, out var theirs))
        {
            return "        -";
        }

        if (task.Objectives == 1)
        {
            ratios.Add(Math.Max(regret, 1e-9) / theirs);
        }

        return $" {regret / theirs,-8:G3}";
    }

    private static double Geometric(List<double> ratios) => Math.Exp(ratios.Select(r => Math.Log(r)).DefaultIfEmpty(double.NaN).Average());

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
