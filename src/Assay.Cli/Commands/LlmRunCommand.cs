using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Cli.Frame;
using Assay.Language.Runs;

namespace Assay.Cli.Commands;

/// <summary>Runs benchmarks on a language model.</summary>
[Named("llm run")]
internal sealed partial class LlmRunCommand : AssayCommand
{
    private readonly LanguageOptions options = new();
    private readonly Option<string> model = new("--model") { Description = "The model: local:FILE (llama2.c format, tokenizer beside it), completions:MODEL@URL or openai:MODEL@URL", HelpName = "SPEC", Required = true };
    private readonly Option<string?> folder = new("--out") { Description = "The folder for results and samples in the harness' format", HelpName = "DIR" };
    private readonly Option<int> iterations = new("--bootstrap-iterations") { Description = "Draws for standard errors that are bootstrapped", HelpName = "N", DefaultValueFactory = _ => 100_000 };

    public override string Summary => "Run benchmarks on a language model and score them as lm-evaluation-harness does";

    public override string Details =>
        "Prompts, filters, metrics and standard errors are the harness' own. With --json the results document is printed: "
        + "results.TASK.\"acc,none\" and its standard error beside it. A key for models behind a URL is taken from OPENAI_API_KEY and never written.";

    public override IReadOnlyList<Example> Examples =>
        [new("assay llm run arc_easy --path lm_eval/tasks --data data --model local:stories260K.bin --limit 100 --out results", "a small model, a hundred questions")];

    public override IReadOnlyList<Symbol> Symbols => [.. options.Symbols, model, folder, iterations];

    public override async Task<ExitCode> RunAsync(Invocation call)
    {
        var given = options.Read(call) with { Model = call.Get(model), Key = call.Surroundings.Variable("OPENAI_API_KEY"), Out = call.Get(folder), BootstrapIterations = call.Get(iterations) };
        var results = await LanguageTasks.RunAsync(given, TimeProvider.System, call.Cancellation);
        if (call.Json)
        {
            call.Output.WriteLine(results);
            return ExitCode.Success;
        }

        // Undefined numbers are written as Python writes them, which is no JSON.
        using var document = JsonDocument.Parse(Undefined().Replace(results, ": \"$1\""));
        Listing.Write(call, ["task", "metric", "value", "standard error", "documents"], document.RootElement.GetProperty("results").EnumerateObject().SelectMany(Rows));
        return ExitCode.Success;
    }

    [GeneratedRegex(@": (NaN|-?Infinity)\b")]
    private static partial Regex Undefined();

    private static IEnumerable<string[]> Rows(JsonProperty task)
    {
        foreach (var metric in task.Value.EnumerateObject().Where(m => m.Name.Contains(',') && !m.Name.Contains("_stderr,", StringComparison.Ordinal)))
        {
            var error = task.Value.TryGetProperty(metric.Name.Replace(",", "_stderr,", StringComparison.Ordinal), out var found) ? found.ToString() : "";
            yield return [task.Name, metric.Name, metric.Value.ToString(), error, task.Value.GetProperty("sample_len").ToString()];
        }
    }
}
