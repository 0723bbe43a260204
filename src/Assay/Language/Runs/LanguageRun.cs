using Assay.Language.Asking;
using Assay.Language.Python;
using Assay.Language.Scoring;
using Assay.Language.Tasks;

namespace Assay.Language.Runs;

/// <summary>Several tasks asked of a model, with the scores of tasks and groups as the harness reports them.</summary>
internal sealed class LanguageRun(Asker asker, TaskRows rows)
{
    /// <summary>Examples before a question for tasks that do not say 0; null leaves it to the task.</summary>
    public int? Shots { get; init; }

    /// <summary>At most so many documents a task.</summary>
    public int? Limit { get; init; }

    /// <summary>Draws for standard errors that are bootstrapped.</summary>
    public int BootstrapIterations { get; init; } = 100_000;

    /// <summary>How prompts are put together; the number of examples is decided task by task.</summary>
    public PromptStyle Style { get; init; } = new();

    /// <summary>How answers are drawn and put together; null as the tasks say.</summary>
    public SamplingMethod? Sampling { get; init; }

    /// <summary>Told about every sample: its task, and the sample.</summary>
    public Action<string, PythonDictionary>? Sampled { get; init; }

    /// <summary>Runs everything.</summary>
    /// <returns>The results document.</returns>
    public async Task<PythonDictionary> RunAsync(TaskSelection selection, CancellationToken cancellation)
    {
        // Everything is made ready first, so that a task without data is known before the first question is asked.
        var runs = selection.Tasks.Select(s => Sampling?.Over(s) ?? s).Select(s => new TaskRun(new LanguageTask(s, rows), Style with { Shots = ShotsOf(s) }, Limit) { Sampling = Sampling }).ToList();
        foreach (var run in runs)
        {
            run.Sampled = Sampled is { } told ? sample => told(run.Task.Settings.Name, sample) : null;
        }

        await asker.RunAsync(runs.SelectMany(Watched), runs.Sum(r => (long)r.Count), cancellation);
        return Document(selection, runs);
    }

    // The one whose questions are being asked is the one whose score is shown.
    private IEnumerable<Inquiry> Watched(TaskRun run)
    {
        asker.Score = () => run.Running;
        return run.Inquiries();
    }

    private PythonDictionary Document(TaskSelection selection, List<TaskRun> runs)
    {
        var parts = ((string[])["results", "group_subtasks", "configs", "versions", "n-shot", "higher_is_better", "n-samples", "intervals"]).ToDictionary(p => p, _ => new PythonDictionary());
        foreach (var run in runs)
        {
            Report(parts, run.Task.Settings, run, ShotsOf(run.Task.Settings));
        }

        var groups = new PythonDictionary();
        foreach (var group in selection.Groups)
        {
            AddGroup(parts, groups, group);
        }

        var document = new PythonDictionary { ["results"] = parts["results"] };
        if (groups.Count > 0)
        {
            document["groups"] = groups;
        }

        document["group_subtasks"] = parts["group_subtasks"];
        foreach (var part in (string[])["configs", "versions", "n-shot", "higher_is_better"])
        {
            document[part] = Sorted(parts[part]);
        }

        document["n-samples"] = parts["n-samples"];
        document["intervals"] = parts["intervals"];
        var hashes = new PythonDictionary();
        foreach (var run in runs)
        {
            hashes[run.Task.Settings.Name] = run.Hashes();
        }

        document["task_hashes"] = hashes;
        return document;
    }

    // A task that says 0 keeps 0.
    private int ShotsOf(TaskSettings settings) => settings.Shots == 0 ? 0 : Shots ?? settings.Shots ?? 0;

    private void Report(Dictionary<string, PythonDictionary> parts, TaskSettings settings, TaskRun run, int shots)
    {
        var length = 0L;
        var (numbers, intervals) = (new PythonDictionary(), new PythonDictionary());
        foreach (var ((metric, filter), items) in run.Scores)
        {
            length = items.Count;
            var (value, error) = Together(run, metric, items);
            numbers[$"{metric},{filter}"] = value;
            numbers[$"{metric}_stderr,{filter}"] = error is { } e ? e : "N/A";
            if (PythonOperators.IsNumber(value) && run.Metrics.Aggregation(metric) is not BypassAggregation)
            {
                var interval = ScoreInterval.Of((PythonOperators.ToDouble(value), error), items, run.Units, metric);
                intervals[$"{metric},{filter}"] = new PythonDictionary { ["low"] = interval.Low, ["high"] = interval.High, ["method"] = interval.Method };
            }
        }

        var row = new PythonDictionary { ["name"] = settings.Name, ["alias"] = settings.Get("task_alias") ?? settings.Name, ["sample_len"] = length };
        foreach (var (key, value) in numbers.Pairs)
        {
            row[key] = value;
        }

        var metadata = settings.Get("metadata") as PythonDictionary;
        parts["results"][settings.Name] = row;
        parts["configs"][settings.Name] = Printable(settings, shots);
        parts["versions"][settings.Name] = metadata is not null && metadata.TryGet("version", out var version) ? version : "Yaml";
        parts["n-shot"][settings.Name] = (long)shots;
        parts["higher_is_better"][settings.Name] = new PythonDictionary(run.Metrics.HigherIsBetter);
        parts["n-samples"][settings.Name] = Counted(run, length);
        parts["intervals"][settings.Name] = intervals;
    }

    private static PythonDictionary Counted(TaskRun run, long length)
    {
        var counted = new PythonDictionary { ["original"] = (long)run.Task.Documents.Count, ["effective"] = length };
        if (run.Failed > 0)
        {
            counted["failed"] = (long)run.Failed;
        }

        return counted;
    }

    private (object? Value, double? Error) Together(TaskRun run, string metric, List<object?> items)
    {
        if (run.Metrics.Aggregation(metric) is TaskHook hook)
        {
            return (run.Task.Call(hook, items), null);
        }

        var aggregation = (Aggregation)run.Metrics.Aggregation(metric);
        var iterations = metric is "bleu" or "chrf" or "ter" ? Math.Min(100, BootstrapIterations) : BootstrapIterations;
        var value = aggregation is BypassAggregation ? (object)999L : aggregation.Of(items);
        return (value, items.Count > 1 && iterations > 0 ? aggregation.StandardError(items, iterations) : null);
    }

    private static void AddGroup(Dictionary<string, PythonDictionary> parts, PythonDictionary groups, TaskGroup group)
    {
        var row = new PythonDictionary { ["alias"] = group.Settings.Text("group_alias") ?? group.Name, ["name"] = group.Name };
        var leaves = group.Leaves.Select(l => (PythonDictionary)parts["results"][l]!).ToList();
        if (group.Settings.TryGet("aggregate_metric_list", out var given) && given is not null)
        {
            row["sample_len"] = leaves.Sum(l => (long)l["sample_len"]!);
            var counts = new PythonDictionary();
            foreach (var metric in (given is List<object?> list ? list : [given]).Cast<PythonDictionary>())
            {
                AddMetric(row, counts, metric, leaves);
            }

            if (counts.Count > 0)
            {
                row["sample_count"] = counts;
            }

            groups[group.Name] = row;
        }

        parts["results"][group.Name] = row;
        parts["group_subtasks"][group.Name] = group.Children.Cast<object?>().ToList();
        parts["versions"][group.Name] = group.Settings.TryGet("metadata", out var m) && m is PythonDictionary metadata && metadata.TryGet("version", out var version) ? PythonText.Str(version) : "N/A";
        Inherit(parts, group);
    }

    private static void AddMetric(PythonDictionary row, PythonDictionary counts, PythonDictionary metric, List<PythonDictionary> leaves)
    {
        var name = metric.Text("metric")!;
        var bySize = !metric.TryGet("weight_by_size", out var w) || PythonOperators.Truth(w);
        var filters = metric.TryGet("filter_list", out var f) && f is not null
            ? f is string one ? [one] : [.. PythonOperators.Iterate(f).Select(PythonText.Str)]
            : leaves.SelectMany(l => l.Keys.Cast<string>()).Where(k => k.StartsWith(name + ",", StringComparison.Ordinal)).Select(k => k[(name.Length + 1)..]).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var filter in filters)
        {
            var with = leaves.Where(l => l.Contains($"{name},{filter}")).ToList();
            if (with.Count == 0)
            {
                continue;
            }

            long[] sizes = [.. with.Select(l => (long)l["sample_len"]!)];
            var errors = with.Select(l => l[$"{name}_stderr,{filter}"]).ToList();
            row[$"{name},{filter}"] = Aggregations.Subtasks([.. with.Select(l => PythonOperators.ToDouble(l[$"{name},{filter}"]))], sizes, bySize);
            counts[$"{name},{filter}"] = sizes.Sum();
            row[$"{name}_stderr,{filter}"] = errors.All(e => e is double) ? Aggregations.Pooled([.. errors.Cast<double>()], sizes) : "N/A";
        }
    }

    // A group shows what all of its children share.
    private static void Inherit(Dictionary<string, PythonDictionary> parts, TaskGroup group)
    {
        var shots = group.Children.Where(parts["n-shot"].Contains).Select(c => parts["n-shot"][c]).Distinct().ToList();
        if (shots.Count == 1)
        {
            parts["n-shot"][group.Name] = shots[0];
        }

        var higher = new PythonDictionary();
        foreach (var (metric, value) in group.Children.Where(parts["higher_is_better"].Contains).SelectMany(c => ((PythonDictionary)parts["higher_is_better"][c]!).Pairs))
        {
            higher[metric] = !higher.TryGet(metric, out var now) || Equals(now, value) ? value : null;
        }

        if (higher.Count > 0)
        {
            parts["higher_is_better"][group.Name] = higher;
        }
    }

    private static PythonDictionary Printable(TaskSettings settings, int shots)
    {
        var made = new PythonDictionary();
        foreach (var (key, value) in settings.Values.Pairs.Where(p => p.Value is not null && p.Key is not ("tag" or "group" or "task_list")))
        {
            made[key] = value;
        }

        made["num_fewshot"] = (long)shots;
        if (settings.Generation is not null)
        {
            made["generation_kwargs"] = settings.Generation;
        }

        return made;
    }

    private static PythonDictionary Sorted(PythonDictionary from) => new(from.Pairs.Select(p => KeyValuePair.Create((string)p.Key!, p.Value)).OrderBy(p => p.Key, StringComparer.Ordinal));
}
