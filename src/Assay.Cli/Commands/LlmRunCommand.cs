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
    private readonly AskingSwitches asking = new();
    private readonly Option<string> model = new("--model") { Description = "The model: local:FILE (llama2.c format, tokenizer beside it), completions:MODEL@URL, openai:MODEL@URL, anthropic:MODEL, ollama:MODEL or command:PROGRAM", HelpName = "SPEC", Required = true };
    private readonly Option<string?> folder = new("--out") { Description = "The folder for results and samples in the harness' format", HelpName = "DIR" };
    private readonly Option<string?> sampling = new("--sampling") { Description = "How answers are drawn: cot, cot@K, maj1@K, pass@K, pass@K/N or best@K; as the task says when not given", HelpName = "METHOD" };
    private readonly Option<double?> temperature = new("--temperature") { Description = "The temperature of --sampling; the task's own, or 0.7, when not given", HelpName = "T" };
    private readonly Option<int> iterations = new("--bootstrap-iterations") { Description = "Draws for standard errors that are bootstrapped", HelpName = "N", DefaultValueFactory = _ => 100_000 };

    public override string Summary => "Run benchmarks on a language model and score them as lm-evaluation-harness does";

    public override string Details =>
        "Prompts, filters, metrics and standard errors are the harness' own. With --json the results document is printed: "
        + "results.TASK.\"acc,none\", its standard error beside it, its interval under intervals. Keys are taken from OPENAI_API_KEY and ANTHROPIC_API_KEY and never written. "
        + "With --out every answer is on disk before it counts: the same command after a crash or Ctrl-C goes on where it was, and --rescore scores without asking.";

    public override IReadOnlyList<Example> Examples =>
    [
        new("assay llm run arc_easy --path lm_eval/tasks --data data --model local:stories260K.bin --limit 100 --out results", "a small model, a hundred questions"),
        new("assay llm run gsm8k --path lm_eval/tasks --data data --model openai:MODEL@http://host/v1 --out results --price 0.15/0.60 --most-cost 5", "as many questions at once as the server bears, for 5 at most"),
        new("assay llm run gsm8k --path lm_eval/tasks --data data --model openai:MODEL@http://host/v1 --out results --rescore", "its answers scored again"),
    ];

    public override IReadOnlyList<Symbol> Symbols => [.. options.Symbols, model, folder, sampling, temperature, iterations, .. asking.Symbols];

    public override async Task<ExitCode> RunAsync(Invocation call)
    {
        var given = options.Read(call) with { Model = call.Get(model), Variable = call.Surroundings.Variable, Asking = asking.Read(call), Journal = asking.Journal(call), Out = call.Get(folder), Sampling = Sampling(call), BootstrapIterations = call.Get(iterations) };
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

    private SamplingMethod? Sampling(Invocation call) => call.Get(sampling) is { } text ? SamplingMethod.Parse(text) with { Temperature = call.Get(temperature) }
        : call.Get(temperature) is null ? null
        : throw new AssayException("usage.sampling", "--temperature belongs to --sampling: give both, such as --sampling maj1@32 --temperature 0.7.");

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
