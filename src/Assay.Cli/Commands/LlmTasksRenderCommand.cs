using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Language.Runs;

namespace Assay.Cli.Commands;

/// <summary>Shows the prompts of benchmarks.</summary>
[Named("llm tasks render")]
internal sealed class LlmTasksRenderCommand : AssayCommand
{
    private readonly LanguageOptions options = new();

    public override string Summary => "Show the exact prompts, choices and targets of tasks, without a model";

    public override string Details => "Prints one JSON document: for every task its documents, each with context (or messages), continuations or gen_kwargs, choices and target.";

    public override IReadOnlyList<Example> Examples => [new("assay llm tasks render gsm8k --path lm_eval/tasks --data data --limit 5 --shots 5 --json", "five prompts of five examples")];

    public override IReadOnlyList<Symbol> Symbols => options.Symbols;

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        call.Output.WriteLine(LanguageTasks.Render(options.Read(call)));
        return Task.FromResult(ExitCode.Success);
    }
}
