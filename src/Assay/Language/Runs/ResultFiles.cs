using System.Globalization;
using Assay.Language.Asking;
using Assay.Language.Python;

namespace Assay.Language.Runs;

/// <summary>Result and sample files as lm-evaluation-harness 0.4.13 writes them, so that its tools read them.</summary>
internal static class ResultFiles
{
    /// <summary>Adds what a results document holds beside the scores.</summary>
    public static void Complete(PythonDictionary results, LanguageRunOptions options, string model, TimeSpan elapsed)
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

    /// <summary>Adds what the asking took.</summary>
    public static void Account(PythonDictionary results, AskingProgress end) => results["asking"] = new PythonDictionary
    {
        ["asked"] = end.Asked,
        ["from_journal"] = end.FromJournal,
        ["asked_again"] = end.AskedAgain,
        ["failed"] = end.Failed,
        ["tokens_read"] = end.Usage.Read,
        ["tokens_written"] = end.Usage.Written,
        ["cost"] = end.Cost,
    };

    /// <summary>The folder of a model's results below a folder.</summary>
    public static string Place(string folder, string model) => Path.Combine(folder, Sanitized(model));

    /// <summary>How the harness writes times into names of files.</summary>
    public static string Time(DateTimeOffset now) => now.ToString("yyyy-MM-dd'T'HH-mm-ss.ffffff", CultureInfo.InvariantCulture);

    /// <summary>Writes <c>results_TIME.json</c>.</summary>
    public static void Write(string place, PythonDictionary results, DateTimeOffset now)
    {
        Directory.CreateDirectory(place);
        results["date"] = now.ToUnixTimeMilliseconds() / 1000.0;
        File.WriteAllText(Path.Combine(place, $"results_{Time(now)}.json"), PythonJson.Dump(results, ascii: false, indent: 2));
    }

    /// <summary>A sample as it is written: the harness names arguments and turns responses into texts.</summary>
    public static PythonDictionary Plain(PythonDictionary sample)
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
