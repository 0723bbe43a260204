using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Assay.Data;
using Assay.Development.Splits;
using Assay.Learners;
using Assay.Metrics;

namespace Assay.Benchmarks;

/// <summary>Out-of-fold and test scores of learners on the development sets, fold by fold, beside the best peer of <c>peers.csv</c>.</summary>
public static class LearnersBenchmark
{
    /// <summary>
    /// Arguments: folder of the sets, set names (comma), fold numbers (comma), then candidates, each one word:
    /// <c>learner</c> or <c>learner:setting=value:setting=value</c>. Prints one line a candidate and, with two or more, their plain mean.
    /// </summary>
    public static int Run(string[] arguments)
    {
        if (arguments.Length < 4)
        {
            Console.Error.WriteLine("learners FOLDER SETS FOLDS CANDIDATE... (example: learners ../shared/data/tabular adult 0,1 boosted-trees:leaves=8)");
            return 2;
        }

        using var meta = JsonDocument.Parse(File.ReadAllText(Path.Combine(arguments[0], "meta.json")));
        foreach (var set in arguments[1].Split(','))
        {
            var facts = meta.RootElement.GetProperty(set);
            var data = Read(Path.Combine(arguments[0], $"{set}.csv.gz"), facts);
            foreach (var fold in arguments[2].Split(',').Select(f => int.Parse(f, CultureInfo.InvariantCulture)))
            {
                var file = TestFold.Read(Path.Combine(arguments[0], $"{set}.folds.gz"), fold);
                var split = SplitPlan.Make(data, new SplitOptions { TestFold = file, By = Text(facts, "group") }, SplitAdvisor.Advise(data));
                Console.WriteLine($"{set} fold {fold}: {split.Kind}, {split.Development.Length} development rows, {split.Folds.Count} inner folds; best peer {BestPeer(arguments[0], set, fold)}");
                Compare(data, split, arguments[3..]);
            }
        }

        return 0;
    }

    private static void Compare(Dataset data, Split split, string[] candidates)
    {
        using var shared = new SharedWork();
        var test = new Sample(data, split.Test);
        var mean = new double[test.Count * data.Outputs];
        foreach (var candidate in candidates)
        {
            var words = candidate.Split(':');
            var learner = Catalogue<Learner>.Find(words[0]);
            var settings = new Settings(words.Skip(1).Select(w => w.Split('=')).Select(w => new KeyValuePair<string, string>(w[0], w[1])));
            var options = new FitOptions { Settings = settings, Seed = 1, Threads = Environment.ProcessorCount, Shared = shared };
            var start = Process.GetCurrentProcess().TotalProcessorTime;
            var crossed = learner.CrossFit(data, split.Folds, options);
            var model = learner.Fit(new Sample(data, split.Development), options with { Settings = crossed.Refit });
            var spent = Process.GetCurrentProcess().TotalProcessorTime - start;
            var predicted = model.Predict(test);
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += predicted[i] / candidates.Length;
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {candidate}: out of fold {Score(new Sample(data, [.. split.Folds.SelectMany(f => f.Validation)]), crossed.OutOfFold):G6}, test {Score(test, predicted):G6}, CPU {spent.TotalSeconds:F1} s, {crossed.Refit}"));
        }

        if (candidates.Length > 1)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  plain mean: test {Score(test, mean):G6}"));
        }
    }

    private static double Score(Sample rows, double[] predicted)
    {
        var metric = Catalogue<Metric>.Find(rows.Data.Task switch { LearningTask.Binary => "roc-auc", LearningTask.Multiclass => "log-loss", _ => "rmse" });
        return metric.Measure(new Scored(rows.Target(), predicted, rows.Data.Outputs, rows.Weights())).Value;
    }

    private static Dataset Read(string file, JsonElement facts) => Dataset.Read(file, new ReadOptions
    {
        Target = Text(facts, "target"),
        Positive = Text(facts, "positive"),
        Drop = [.. Words(facts, "drop").Where(w => w != Text(facts, "group"))],
        Categorical = Words(facts, "categorical"),
        Text = Text(facts, "text") is { } text ? [text] : [],
        Group = Text(facts, "group"),
    });

    private static string? Text(JsonElement facts, string name) =>
        facts.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.ToString() : null;

    private static string[] Words(JsonElement facts, string name) => [.. facts.GetProperty(name).EnumerateArray().Select(w => w.GetString()!)];

    private static string BestPeer(string folder, string set, int fold)
    {
        var peers = File.ReadLines(Path.Combine(folder, "peers.csv")).Skip(1).Select(line => line.Split(','))
            .Where(cells => cells[0] == set && cells[12].Split(';').Length > fold)
            .Select(cells => (Name: cells[4], Metric: cells[6], Value: double.Parse(cells[12].Split(';')[fold], CultureInfo.InvariantCulture)))
            .ToArray();
        var best = peers[0].Metric == "auc" ? peers.MaxBy(p => p.Value) : peers.MinBy(p => p.Value);
        return $"{best.Name} {best.Value.ToString(CultureInfo.InvariantCulture)} ({best.Metric})";
    }
}
