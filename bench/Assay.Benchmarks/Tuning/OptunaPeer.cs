using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Assay.Tuning;

namespace Assay.Benchmarks.Tuning;

/// <summary>The same tasks searched by the Optuna that is installed, in a process of its own.</summary>
internal static class OptunaPeer
{
    /// <summary>The scores after each number of trials.</summary>
    public static double[] Search(TuningTask task, string sampler, ulong seed, int[] marks)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "optuna_worker.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, task.Space.ToString(), sampler, $"{seed}", $"{task.Objectives}", $"{task.IsConstrained}"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        using var python = Process.Start(start)!;
        var noise = new SplitMix(77000 + seed);
        var trials = new List<Trial>();
        while (trials.Count < marks[^1])
        {
            python.StandardInput.WriteLine("ask");
            python.StandardInput.Flush();
            var asked = JsonSerializer.Deserialize<Dictionary<string, string>>(python.StandardOutput.ReadLine()!)!;
            var configuration = task.Space.Configure(asked);
            var outcome = task.Observe(configuration, noise);
            python.StandardInput.WriteLine($"tell {Numbers(outcome.Values)}|{Numbers(outcome.Constraints)}");
            trials.Add(new Trial { Number = trials.Count, Configuration = configuration, State = TrialState.Done, Values = outcome.Values, Constraints = outcome.Constraints });
        }

        python.StandardInput.Close();
        python.WaitForExit();
        return [.. marks.Select(m => task.Score(trials.Take(m)))];
    }

    private static string Numbers(IEnumerable<double> values) => string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
}
