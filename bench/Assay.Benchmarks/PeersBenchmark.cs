using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Assay.Benchmarks.Peers;

namespace Assay.Benchmarks;

/// <summary>
/// <c>assay develop</c> against the reference learners, fold by fold on the same locked rows. Arguments:
/// <c>FOLDER [--data DIR] [--sets a,b] [--folds 0,1] [--budget 5m] [--threads 2]</c>. Each outcome stays in FOLDER as SET-FOLD.json
/// and is not made again, so an interrupted comparison goes on where it stopped; the table is FOLDER/peers.md.
/// </summary>
[Description("assay develop against scikit-learn, XGBoost and stacking on the same folds: FOLDER [--data DIR] [--sets a,b] [--folds 0,1] [--budget 5m] [--threads 2]")]
public static class PeersBenchmark
{
    /// <summary>Runs what is missing and writes the table.</summary>
    /// <returns>0 when no set is worse than the tolerance and at least half are better, otherwise 1; 2 for wrong arguments.</returns>
    public static int Run(string[] arguments)
    {
        if (arguments is not [var folder, .. var options] || options.Length % 2 != 0)
        {
            Console.Error.WriteLine("usage: peers FOLDER [--data DIR] [--sets a,b] [--folds 0,1] [--budget 5m] [--threads 2]");
            return 2;
        }

        var given = options.Chunk(2).ToDictionary(o => o[0], o => o[1]);
        var root = Repository();
        var data = Path.Combine(given.GetValueOrDefault("--data", Environment.GetEnvironmentVariable("ASSAY_DATA") ?? Path.Combine(root, "..", "shared", "data")), "tabular");
        var (sets, peers) = (TabularSet.Read(data), PeerScores.Read(data));
        var chosen = given.TryGetValue("--sets", out var names) ? names.Split(',') : [.. sets.Keys];
        var numbers = given.GetValueOrDefault("--folds", "0,1").Split(',').Select(f => int.Parse(f, CultureInfo.InvariantCulture));
        var (budget, threads) = (given.GetValueOrDefault("--budget", "5m"), int.Parse(given.GetValueOrDefault("--threads", "2"), CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        var folds = new List<PeerFold>();
        foreach (var (set, fold) in from s in chosen from f in numbers where peers.Best(s, f) is not null select (s, f))
        {
            var outcome = Path.GetFullPath(Path.Combine(folder, $"{set}-{fold}.json"));
            var failure = File.Exists(outcome) ? null : Develop(root, folder, outcome, [.. sets[set].Arguments(Path.GetFullPath(data), set, fold), "--metric", peers.Metric(set), "--budget", budget, "--threads", $"{threads}", "--json"]);
            folds.Add(Compare(set, fold, peers, outcome, failure));
            Console.WriteLine($"{set} {fold}: {folds[^1].Error ?? PeerFold.Show(folds[^1].Gain, folds[^1].Metric)} ({folds[^1].Seconds:F0} s)");
            File.WriteAllText(Path.Combine(folder, "peers.md"), PeerReport.Write(folds, budget, threads));
        }

        Console.WriteLine(PeerReport.Write(folds, budget, threads));
        var gains = folds.GroupBy(f => f.Set).Select(g => (Gain: g.Average(f => f.Gain), g.First().Tolerance)).ToList();
        return gains.All(g => g.Gain >= -g.Tolerance) && 2 * gains.Count(g => g.Gain > 0) >= gains.Count ? 0 : 1;
    }

    // The outcome is moved into place only when the run succeeded, so that a broken one is made again next time.
    private static string? Develop(string root, string folder, string outcome, string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(root, "assay"), words) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var messages = process.StandardError.ReadToEndAsync();
        var document = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        File.WriteAllText(Path.ChangeExtension(outcome, ".log"), $"assay {string.Join(' ', words)}\n{messages.Result}\nexit code {process.ExitCode}, {clock.Elapsed.TotalSeconds:F1} s\n");
        if (process.ExitCode != 0)
        {
            return $"exit code {process.ExitCode}, see {Path.GetFileNameWithoutExtension(outcome)}.log";
        }

        File.WriteAllText(outcome + ".part", document);
        File.Move(outcome + ".part", outcome);
        return null;
    }

    private static PeerFold Compare(string set, int fold, PeerScores peers, string outcome, string? failure)
    {
        var (peer, score) = peers.Best(set, fold)!.Value;
        var metric = peers.Metric(set);
        if (failure is not null)
        {
            return new PeerFold(set, fold, metric, double.NaN, double.NaN, double.NaN, "", peer, score, double.NaN, failure);
        }

        using var document = JsonDocument.Parse(File.ReadAllText(outcome));
        var champion = document.RootElement.GetProperty("champion");
        var test = champion.GetProperty("test").GetProperty(metric);
        return new PeerFold(
            set, fold, metric, Number(test, "value"), Number(test, "low"), Number(test, "high"), champion.GetProperty("name").GetString()!, peer, score,
            Number(document.RootElement.GetProperty("budget"), "usedSeconds"), null);
    }

    private static double Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Assay.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Assay.slnx.");
    }
}
