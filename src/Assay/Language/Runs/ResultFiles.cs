using System.Globalization;
using Assay.Language.Python;

namespace Assay.Language.Runs;

/// <summary>Result and sample files as lm-evaluation-harness 0.4.13 writes them, so that its tools read them.</summary>
internal static class ResultFiles
{
    /// <summary>Adds what a results document holds beside the scores.</summary>
    public static void Complete(PythonDictionary results, OrderedDictionary<string, List<PythonDictionary>> samples, LanguageRunOptions options, string model, TimeSpan elapsed)
    {
        results["config"] = new PythonDictionary
        {
            ["model"] = options.Model.Split(':')[0],
            ["model_args"] = options.Model,
            ["limit"] = options.Limit is { } limit ? (double)limit : null,
            ["bootstrap_iters"] = (long)options.BootstrapIterations,
            ["gen_kwargs"] = null,
            ["fewshot_seed"] = options.Seed,
        };
        var hashes = new PythonDictionary();
        foreach (var (task, rows) in samples)
        {
            hashes[task] = TaskRun.Hash(string.Concat(rows.Select(r => $"{r["doc_hash"]}{r["prompt_hash"]}{r["target_hash"]}")));
        }

        results["task_hashes"] = hashes;
        results["model_source"] = options.Model.Split(':')[0];
        results["model_name"] = model;
        results["model_name_sanitized"] = Sanitized(model);
        results["system_instruction"] = options.System;
        results["system_instruction_sha"] = options.System is { } system ? TaskRun.Hash(system) : null;
        results["fewshot_as_multiturn"] = options.IsChat;
        results["chat_template"] = null;
        results["chat_template_sha"] = null;
        results["total_evaluation_time_seconds"] = elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Writes <c>results_TIME.json</c> and <c>samples_TASK_TIME.jsonl</c> into a folder named after the model.</summary>
    public static void Write(string folder, PythonDictionary results, OrderedDictionary<string, List<PythonDictionary>> samples, DateTimeOffset now)
    {
        var place = Path.Combine(folder, PythonText.Str(results["model_name_sanitized"]));
        Directory.CreateDirectory(place);
        var time = now.ToString("yyyy-MM-dd'T'HH-mm-ss.ffffff", CultureInfo.InvariantCulture);
        results["date"] = now.ToUnixTimeMilliseconds() / 1000.0;
        File.WriteAllText(Path.Combine(place, $"results_{time}.json"), PythonJson.Dump(results, ascii: false, indent: 2));
        foreach (var (task, rows) in samples)
        {
            File.WriteAllLines(Path.Combine(place, $"samples_{task}_{time}.jsonl"), rows.Select(r => PythonJson.Dump(Plain(r), ascii: false)));
        }
    }

    // The harness names arguments and turns responses into texts before it writes a sample.
    private static PythonDictionary Plain(PythonDictionary sample)
    {
        var made = sample.Copy();
        var arguments = new PythonDictionary();
        foreach (var (i, one) in PythonOperators.Iterate(sample["arguments"]).Index())
        {
            var named = new PythonDictionary();
            foreach (var (j, argument) in PythonOperators.Iterate(one).Index())
            {
                named[$"arg_{j}"] = argument;
            }

            arguments[$"gen_args_{i}"] = named;
        }

        made["arguments"] = arguments;
        made["resps"] = Texts(sample["resps"]);
        made["filtered_resps"] = Texts(sample["filtered_resps"]);
        made["target"] = PythonText.Str(sample["target"]);
        return made;
    }

    private static object? Texts(object? value) => value is List<object?> or PythonTuple ? PythonOperators.Iterate(value).Select(Texts).ToList() : PythonText.Str(value);

    private static string Sanitized(string model) => string.Join("__", model.Split(['"', '<', '>', ':', '/', '|', '\\', '?', '*', '[', ']'], StringSplitOptions.RemoveEmptyEntries));
}
