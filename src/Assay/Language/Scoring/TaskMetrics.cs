using Assay.Language.Python;
using Assay.Language.Tasks;

namespace Assay.Language.Scoring;

/// <summary>The metrics of a task: how each is put together over documents, and which way is better.</summary>
internal sealed class TaskMetrics
{
    private static readonly Dictionary<string, (string Aggregation, bool Higher)> known = new()
    {
        ["acc"] = ("mean", true),
        ["acc_norm"] = ("mean", true),
        ["acc_bytes"] = ("mean", true),
        ["acc_mutual_info"] = ("mean", true),
        ["exact_match"] = ("mean", true),
        ["likelihood"] = ("mean", true),
        ["acc_all"] = ("mean", true),
        ["perplexity"] = ("perplexity", false),
        ["word_perplexity"] = ("weighted_perplexity", false),
        ["byte_perplexity"] = ("weighted_perplexity", false),
        ["bits_per_byte"] = ("bits_per_byte", false),
        ["brier_score"] = ("brier_score", false),
        ["f1"] = ("f1", true),
        ["mcc"] = ("matthews_corrcoef", true),
        ["bleu"] = ("bleu", true),
        ["chrf"] = ("chrf", true),
        ["ter"] = ("ter", true),
        ["bypass"] = ("bypass", true),
    };

    private readonly Dictionary<string, object?> aggregations = [];

    public TaskMetrics(TaskSettings settings)
    {
        var given = settings.Get("metric_list") is List<object?> list ? list.Cast<PythonDictionary>() : Usual(settings.OutputType).Select(m => new PythonDictionary { ["metric"] = m });
        foreach (var metric in given)
        {
            var name = metric["metric"] is TaskHook hook ? hook.Function[(hook.Function.LastIndexOf('.') + 1)..] : PythonText.Str(metric["metric"]);
            if (settings.Get("process_results") is null && metric["metric"] is not TaskHook && !known.ContainsKey(name))
            {
                throw new AssayException("data.task-metric", $"Task \"{settings.Name}\" wants the metric \"{name}\", which is not built in.{Spelling.DidYouMean(name, known.Keys)}");
            }

            Names.Add(name);
            aggregations[name] = metric.TryGet("aggregation", out var aggregation) ? aggregation : known.GetValueOrDefault(name, ("mean", true)).Item1;
            HigherIsBetter[name] = metric.TryGet("higher_is_better", out var higher) ? higher : known.TryGetValue(name, out var usual) ? usual.Higher : null;
            Options[name] = metric;
            if (metric["metric"] is TaskHook own)
            {
                Hooks[name] = own;
            }
        }
    }

    /// <summary>The names, in the order of the file.</summary>
    public List<string> Names { get; } = [];

    public Dictionary<string, object?> HigherIsBetter { get; } = [];

    /// <summary>What the file gives beside the name.</summary>
    public Dictionary<string, PythonDictionary> Options { get; } = [];

    /// <summary>Metrics that are Python functions.</summary>
    public Dictionary<string, TaskHook> Hooks { get; } = [];

    /// <summary>How a metric is put together: an aggregation, or a Python function.</summary>
    public object Aggregation(string name) => aggregations.GetValueOrDefault(name, "mean") is TaskHook hook ? hook : Catalogue<Aggregation>.Find(PythonText.Str(aggregations.GetValueOrDefault(name, "mean")).Replace('_', '-'));

    /// <summary>A number that a Python function answers under a name of its own: put together as the metric of that function.</summary>
    public void AddAs(string name, string metric)
    {
        aggregations.TryAdd(name, aggregations[metric]);
        HigherIsBetter.TryAdd(name, HigherIsBetter[metric]);
    }

    private static string[] Usual(string output) => output switch
    {
        "multiple_choice" => ["acc", "acc_norm"],
        "loglikelihood" => ["perplexity", "acc"],
        "loglikelihood_rolling" => ["word_perplexity", "byte_perplexity", "bits_per_byte"],
        _ => ["exact_match"],
    };
}
