using System.CommandLine;
using System.Globalization;
using Assay.Cli.Frame;
using Assay.Language.Attacks;

namespace Assay.Cli.Commands;

/// <summary>Attacks on prompts.</summary>
[Named("llm attack")]
internal sealed class LlmAttackCommand : AssayCommand
{
    private readonly LanguageOptions options = new();
    private readonly AskingSwitches asking = new();
    private readonly Option<string> model = new("--model") { Description = "The model, as for llm run", HelpName = "SPEC", Required = true };
    private readonly Option<string[]> attacks = new("--attack") { Description = "textbugger, deepwordbug, textfooler, bertattack, checklist, stresstest or semantic; all when not given", HelpName = "NAME", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> guarded = new("--guard") { Description = "Words that are never changed, beside the choices of the task", HelpName = "WORD", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> words = CommonOptions.AtLeastOne(new Option<int>("--most-words") { Description = "At most so many words are changed", HelpName = "N", DefaultValueFactory = _ => 4 });

    public override string Summary => "Attack a task's instruction at four levels and measure what is left of its score";

    public override string Details =>
        "Changes words of the instruction (the description, or the fixed words of the question), never placeholders or label words, and looks for the change that costs most. The search sees the first half "
        + "of the documents, the drop is measured on the other half, with an interval. PDR is 1 less the share of the score that is left.";

    public override IReadOnlyList<Example> Examples => [new("assay llm attack mmlu_anatomy --path lm_eval/tasks --data data --model completions:MODEL@http://host/v1 --limit 100 --attack textbugger checklist", "two attacks on a hundred questions")];

    public override IReadOnlyList<Symbol> Symbols => [.. options.Symbols, model, attacks, guarded, words, .. asking.Symbols];

    public override async Task<ExitCode> RunAsync(Invocation call)
    {
        var given = new AttackOptions
        {
            Run = options.Read(call) with { Model = call.Get(model), Variable = call.Surroundings.Variable, Asking = asking.Read(call), Journal = asking.Journal(call) },
            Attacks = call.Get(attacks) ?? [],
            Guarded = call.Get(guarded) ?? [],
            MostWords = call.Get(words),
            Seed = asking.Read(call).Seed,
        };
        var results = await AttackRun.RunAsync(given, TimeProvider.System, call.Cancellation);
        if (call.Json)
        {
            call.WriteJson(results);
            return ExitCode.Success;
        }

        Listing.Write(call, ["attack", "level", "clean", "attacked", "PDR", "drop", "tried", "prompt"], results.Select(r => (string[])
        [
            r.Attack, r.Level, Number(r.Clean), Number(r.Attacked), Number(r.DropRate), $"{Number(r.Drop.Value)} [{Number(r.Drop.Low)}, {Number(r.Drop.High)}]", $"{r.Tried}", r.Prompt,
        ]));
        return ExitCode.Success;
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
