using Assay.Language.Python;

namespace Assay.Language.Tasks;

/// <summary>The settings of one task, with the harness' defaults filled in.</summary>
/// <remarks>Keys and defaults follow lm-evaluation-harness 0.4.13's TaskConfig and FewshotConfig.</remarks>
internal sealed class TaskSettings
{
    private static readonly HashSet<string> known =
    [
        "task", "task_alias", "tag", "custom_dataset", "dataset_path", "dataset_name", "dataset_kwargs", "training_split", "validation_split", "test_split",
        "fewshot_split", "process_docs", "doc_to_text", "doc_to_target", "doc_to_image", "doc_to_audio", "unsafe_code", "doc_to_choice", "process_results",
        "use_prompt", "description", "target_delimiter", "fewshot_delimiter", "fewshot_config", "num_fewshot", "metric_list", "output_type",
        "generation_kwargs", "repeats", "filter_list", "should_decontaminate", "doc_to_decontamination_query", "gen_prefix", "metadata", "group", "task_list",
    ];

    private readonly PythonDictionary values;
    private readonly PythonDictionary fewShot;

    public TaskSettings(PythonDictionary values)
    {
        if (values.Keys.FirstOrDefault(k => !known.Contains(PythonText.Str(k))) is { } stranger)
        {
            var word = PythonText.Str(stranger);
            throw new AssayException("data.task-key", $"Task \"{PythonText.Str(values.TryGet("task", out var t) ? t : "")}\" has the key \"{word}\", which no task has.{Spelling.DidYouMean(word, known)}");
        }

        this.values = values;
        fewShot = values.TryGet("fewshot_config", out var given) && given is PythonDictionary d ? d : new PythonDictionary();
        OutputType = values.Text("output_type") ?? "generate_until";
        if (OutputType is not ("multiple_choice" or "generate_until" or "loglikelihood" or "loglikelihood_rolling"))
        {
            throw new AssayException("data.task-output-type", $"Task \"{Name}\" has the output_type \"{OutputType}\": known are multiple_choice, generate_until, loglikelihood and loglikelihood_rolling.");
        }

        Generation = MakeGeneration();
    }

    public string Name => PythonText.Str(Get("task"));

    /// <summary>What is asked of the model: multiple_choice, generate_until, loglikelihood or loglikelihood_rolling.</summary>
    public string OutputType { get; }

    public string? DatasetPath => values.Text("dataset_path");

    public string? DatasetName => Get("dataset_name") is { } name ? PythonText.Str(name) : null;

    public string? TrainingSplit => values.Text("training_split");

    public string? ValidationSplit => values.Text("validation_split");

    public string? TestSplit => values.Text("test_split");

    public string Description => values.Text("description") ?? "";

    public string TargetDelimiter => values.Text("target_delimiter") ?? " ";

    public string FewShotDelimiter => values.Text("fewshot_delimiter") ?? "\n\n";

    /// <summary>How many examples the file asks for; null when it does not say.</summary>
    public int? Shots => Get("num_fewshot") is { } shots ? PythonOperators.ToIndex(shots) : null;

    public int Repeats => Get("repeats") is { } repeats ? PythonOperators.ToIndex(repeats) : 1;

    public string? Prefix => values.Text("gen_prefix");

    public bool ShouldDecontaminate => Get("should_decontaminate") is true;

    public bool IsUnsafe => Get("unsafe_code") is true;

    /// <summary>How to generate: null unless the output is text.</summary>
    public PythonDictionary? Generation { get; }

    public string Sampler => FewShotText("sampler") ?? "default";

    public string? FewShotSplit => FewShotText("split") ?? (fewShot.Contains("split") ? null : values.Text("fewshot_split"));

    public string FewShotTargetDelimiter => FewShotText("target_delimiter") ?? TargetDelimiter;

    public string FewShotExampleDelimiter => FewShotText("fewshot_delimiter") ?? FewShotDelimiter;

    /// <summary>All settings as they are in the file.</summary>
    public PythonDictionary Values => values;

    /// <summary>A setting as it is in the file, or null.</summary>
    public object? Get(string key) => values.TryGet(key, out var value) ? value : null;

    /// <summary>A setting for examples, which is the task's own when fewshot_config does not have it.</summary>
    public object? FewShot(string key) => fewShot.TryGet(key, out var value) ? value : key is "samples" ? null : Get(key);

    /// <summary>The Python functions the task names, as where:what.</summary>
    public IReadOnlyList<(string Where, TaskHook Hook)> Hooks => [.. Find("", values).Distinct()];

    private static IEnumerable<(string, TaskHook)> Find(string where, object? value) => value switch
    {
        TaskHook hook => [(where, hook)],
        PythonDictionary d => d.Pairs.SelectMany(p => Find(where.Length == 0 ? PythonText.Str(p.Key) : $"{where}.{PythonText.Str(p.Key)}", p.Value)),
        List<object?> list => list.SelectMany(i => Find(where, i)),
        _ => [],
    };

    private string? FewShotText(string key) => fewShot.Text(key);

    private PythonDictionary? MakeGeneration()
    {
        if (Get("generation_kwargs") is PythonDictionary given)
        {
            var made = given.Copy();
            if (made.TryGet("temperature", out var temperature))
            {
                made["temperature"] = PythonOperators.IsNumber(temperature) ? PythonOperators.ToDouble(temperature) : PythonNumbers.TryFloat(PythonText.Str(temperature), out var t) ? t : temperature;
            }

            if (!made.Contains("until"))
            {
                made["until"] = new List<object?> { FewShotDelimiter };
            }

            return made;
        }

        return OutputType != "generate_until" ? null : new PythonDictionary
        {
            ["temperature"] = 0.0,
            ["do_sample"] = false,
            ["max_gen_toks"] = 256L,
            ["until"] = new List<object?> { FewShotDelimiter },
        };
    }
}
