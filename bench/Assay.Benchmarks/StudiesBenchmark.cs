using System.ComponentModel;
using System.Diagnostics;
using Assay.Numerics;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Benchmarks;

/// <summary>Stored studies: eight processes on one, and one of 100,000 trials.</summary>
[Description("stored studies: studies processes|many [--trials N] [--store ADDRESS]")]
internal static class StudiesBenchmark
{
    private const int Workers = 8;
    private const int Reports = 10;

    private static readonly Space space = new(
    [
        .. Enumerable.Range(0, 6).Select(i => Dimension.Float($"x{i}", -5, 5)), Dimension.Float("lr", 1e-6, 1).Log(),
        Dimension.Int("n", 1, 100), Dimension.Int("m", 1, 1000).Log(), Dimension.Category("k", "a", "b", "c"),
    ]);

    private static readonly StudyOptions random = new() { Sampler = "random" };

    public static int Run(string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("assay-bench-");
        try
        {
            var address = Option(arguments, "--store") ?? $"sqlite:///{folder.FullName}/studies.db";
            var trials = int.Parse(Option(arguments, "--trials") ?? "0");
            switch (arguments.FirstOrDefault())
            {
                case "worker":
                    Work(address, trials);
                    Console.WriteLine(Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds);
                    return 0;
                case "many":
                    using (var store = Store.Open(address, folder.FullName))
                    {
                        Many(store, "plain", trials > 0 ? trials : 100_000, reports: 0);
                        Many(store, "reporting", trials > 0 ? trials : 100_000, Reports);
                    }

                    return 0;
                default:
                    return Processes(address, trials > 0 ? trials : 100);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Option(string[] arguments, string name) => Array.IndexOf(arguments, name) is >= 0 and var at ? arguments[at + 1] : null;

    private static int Processes(string address, int trials)
    {
        var watch = Stopwatch.StartNew();
        Process[] workers = [.. Enumerable.Range(0, Workers).Select(_ => Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(StudiesBenchmark).Assembly.Location, "studies", "worker", "--store", address, "--trials", $"{trials}"]) { RedirectStandardOutput = true })!)];
        var told = workers.Select(w => w.StandardOutput.ReadToEndAsync()).ToArray();
        Array.ForEach(workers, w => w.WaitForExit());
        var cpu = TimeSpan.FromMilliseconds(told.Sum(t => double.TryParse(t.Result, out var milliseconds) ? milliseconds : double.NaN));

        using var store = Store.OpenExisting(address);
        using var study = Study.Open(store, "shared", space, random);
        var done = study.History.Trials.Count(t => t.State == TrialState.Done);
        var reported = study.History.Trials.Sum(t => t.Reports.Count);
        var distinct = study.History.Trials.Select(t => t.Configuration).Distinct().Count();
        Console.WriteLine($"{Workers} processes x {trials} trials x {Reports} reports: {done} done, {reported} reports, {distinct} different configurations, {workers.Count(w => w.ExitCode != 0)} processes failed; {watch.Elapsed.TotalSeconds:F1} s, {cpu.TotalSeconds:F1} s CPU");
        var replay = StudyReplay.Of(store, "shared");
        Console.WriteLine($"replayed from the journal: {replay.Differences.Count} of {replay.Trials} proposals differ");
        return 0;
    }

    private static void Work(string address, int trials)
    {
        using var store = Store.Open(address);
        using var study = Study.Open(store, "shared", space, random);
        for (var i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            for (var step = 1; step <= Reports; step++)
            {
                study.Report(trial.Number, step, 1.0 / step);
            }

            study.Tell(trial.Number, TrialOutcome.Of(i));
        }
    }

    private static void Many(Store store, string name, int trials, int reports)
    {
        using (var study = Study.Open(store, name, space, random))
        {
            Fill(study, 1000, reports);
            Steps(study, name, 50);
            Fill(study, trials, reports);
        }

        var (cpu, watch) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
        using (var study = Study.Open(store, name, space, random))
        {
            Console.WriteLine($"{name}: opened with {study.History.Trials.Count} trials in {watch.Elapsed.TotalSeconds:F2} s, {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:F2} s CPU, {GC.GetTotalMemory(true) >> 20} MB");
            Steps(study, name, 50);
            Steps(study, name, 200);
            Time($"{name}: the best ten of the open study", () => study.Leaders(10).Count);
        }

        Time($"{name}: the best ten from the store", () => new StoredStudies(store).Best(name, 10).Count);
        Time($"{name}: the list of studies", () => new StoredStudies(store).List().Count);
    }

    private static void Fill(Study study, int trials, int reports)
    {
        var draws = new SeededRandom(1);
        while (study.History.Trials.Count < trials)
        {
            var count = Math.Min(10_000, trials - study.History.Trials.Count);
            study.Take([.. Enumerable.Range(0, count).Select(i => new Trial
            {
                Number = 0,
                Configuration = study.History.Space.Draw(draws),
                State = TrialState.Done,
                Values = [draws.NextDouble()],
                Sampler = "random",
                Reports = [.. Enumerable.Range(1, reports).Select(step => new TrialReport(step, draws.NextDouble()))],
            })]);
        }
    }

    private static void Steps(Study study, string name, int rounds)
    {
        var (asked, all) = (TimeSpan.Zero, TimeSpan.Zero);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var i = 0; i < rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            var trial = study.Ask();
            asked += watch.Elapsed;
            study.Tell(trial.Number, TrialOutcome.Of(2));
            all += watch.Elapsed;
        }

        var cpu = Process.GetCurrentProcess().TotalProcessorTime - before;
        Console.WriteLine($"{name}: at {study.History.Trials.Count} trials ask {asked.TotalMilliseconds / rounds:F2} ms, ask and tell {all.TotalMilliseconds / rounds:F2} ms, {cpu.TotalMilliseconds / rounds:F2} ms CPU ({rounds} rounds)");
    }

    private static void Time(string what, Func<int> work)
    {
        double[] times = [.. Enumerable.Range(0, 7).Select(_ =>
        {
            var watch = Stopwatch.StartNew();
            work();
            return watch.Elapsed.TotalMilliseconds;
        }).Order()];
        Console.WriteLine($"{what}: {times[3]:F1} ms (median of 7; slowest {times[^1]:F1})");
    }
}
