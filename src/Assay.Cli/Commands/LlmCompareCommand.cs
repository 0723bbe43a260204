using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Cli.Rendering;
using Assay.Language.Comparing;

namespace Assay.Cli.Commands;

/// <summary>Models on benchmarks, side by side.</summary>
[Named("llm compare")]
internal sealed class LlmCompareCommand : AssayCommand
{
    private readonly Argument<string[]> results = new("result") { Description = "Files results_TIME.json or folders that hold one, of assay llm run or of lm-evaluation-harness", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> metric = new("--metric") { Description = "The metric, or metric,filter, where a benchmark has several; its first when not given", HelpName = "NAME" };
    private readonly Option<bool> subtasks = new("--subtasks") { Description = "Show the tasks of groups too" };
    private readonly Option<ulong> seed = CommonOptions.Seed();
    private readonly Option<string?> markdown = CommonOptions.Markdown();

    public override string Summary => "Compare models on benchmarks, with an interval on every figure and every difference judged";

    public override string Details =>
        "Prints models against benchmarks, shots and method beside each figure, with 95 % intervals that count documents about one passage together, the ranks the data allows, "
        + "and the smallest difference each benchmark could have shown. Models are compared on the documents both answered (samples beside the results), p values after Holm over the whole table.";

    public override IReadOnlyList<Example> Examples => [new("assay llm compare results/small results/large --markdown table.md", "two models, the table also as Markdown")];

    public override IReadOnlyList<Symbol> Symbols => [results, metric, subtasks, seed, markdown];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var file = OutputFile.Of(call, markdown);
        var options = new LanguageComparisonOptions { Metric = call.Get(metric), ShowSubtasks = call.Get(subtasks), Seed = call.Get(seed) };
        var comparison = LanguageComparison.Read(call.Get(results), options);
        if (call.Json)
        {
            call.WriteJson(comparison);
        }
        else
        {
            Listing.Write(call, BenchmarkPage.Headings(comparison), BenchmarkPage.Rows(comparison));
            if (comparison.Pairs.Count > 0)
            {
                call.Output.WriteLine();
                Listing.Write(call, BenchmarkPage.PairHeadings, BenchmarkPage.PairRows(comparison));
            }

            foreach (var note in comparison.Notes)
            {
                call.Messages.WriteLine($"note: {note}");
            }
        }

        file?.Write(BenchmarkPage.Markdown(comparison));
        return Task.FromResult(ExitCode.Success);
    }
}
