using System.CommandLine;
using System.Globalization;
using Assay.Cli.Frame;
using Assay.Language.Judging;
using Assay.Statistics;

namespace Assay.Cli.Commands;

/// <summary>A language model as judge.</summary>
[Named("llm judge")]
internal sealed class LlmJudgeCommand : AssayCommand
{
    private readonly Argument<string> judge = new("judge") { Description = "A judge that comes with the program, or a .yaml file of your own" };
    private readonly Argument<string> data = new("data") { Description = "JSON lines with the fields the judge looks at; with response_a and response_b the judge says which is better" };
    private readonly Option<string> model = new("--model") { Description = "The model that judges, such as openai:MODEL@URL", HelpName = "SPEC", Required = true };
    private readonly Option<string?> labels = new("--labels") { Description = "The column with people's scores of some rows: the judge is calibrated on them", HelpName = "COLUMN" };
    private readonly Option<string[]> fields = new("--field") { Description = "A field under another name; may be given again", HelpName = "FIELD=COLUMN" };
    private readonly Option<string[]> texts = new("--set") { Description = "A text that a judge needs, such as guideline=TEXT; may be given again", HelpName = "NAME=TEXT" };
    private readonly Option<int> repeats = CommonOptions.AtLeastOne(new Option<int>("--repeats") { Description = "Judge every row so often and take the mean, as G-Eval does", HelpName = "N", DefaultValueFactory = _ => 1 });
    private readonly Option<int?> limit = new("--limit") { Description = "At most so many rows", HelpName = "N" };
    private readonly Option<string?> rows = new("--rows") { Description = "Also write what was said about every row, as JSON lines", HelpName = "FILE" };
    private readonly AskingSwitches asking = new();

    public override string Summary => "Judge responses with a language model, alone or in pairs, and calibrate the judge against people";

    public override string Details =>
        "Pairs are judged in both orders; an answer that changes with the order is a tie. An answer that cannot be read is counted as such, never as a score. With --labels the output has agreement, "
        + "Cohen's kappa, bias, and the mean as people would give it, the judge's own uncertainty in its interval (prediction-powered inference).\n\nJudges: " + string.Join(", ", JudgeRun.BuiltIn.Select(j => j.Name)) + ".";

    public override IReadOnlyList<Example> Examples =>
    [
        new("assay llm judge coherence answers.jsonl --model openai:MODEL@http://host/v1", "Rows with prompt and response."),
        new("assay llm judge helpfulness pairs.jsonl --model anthropic:MODEL --labels human", "Rows with prompt, response_a, response_b and, for some, a, b or tie in the column human."),
        new("assay llm judge guideline-adherence answers.jsonl --set guideline=\"Never give prices.\" --model ollama:MODEL", "A judge that needs a text."),
    ];

    public override IReadOnlyList<Symbol> Symbols => [judge, data, model, labels, fields, texts, repeats, limit, rows, .. asking.Symbols];

    public override async Task<ExitCode> RunAsync(Invocation call)
    {
        var file = OutputFile.Of(call, rows);
        var outcome = await JudgeRun.RunAsync(Read(call), TimeProvider.System, call.Cancellation);
        file?.Write(string.Concat(outcome.Rows.Select(r => System.Text.Json.JsonSerializer.Serialize(r, JsonRules.Compact) + "\n")));
        if (call.Json)
        {
            call.WriteJson(outcome);
        }
        else
        {
            Listing.Write(call, ["what", "value", "low", "high"], Lines(outcome));
        }

        return ExitCode.Success;
    }

    private JudgeOptions Read(Invocation call) => new()
    {
        Judge = call.Get(judge),
        Data = call.Get(data),
        Model = call.Get(model),
        Variable = call.Surroundings.Variable,
        Fields = Named(fields.Name, call.Get(fields)),
        Parameters = Named(texts.Name, call.Get(texts)),
        Labels = call.Get(labels),
        Repeats = call.Get(repeats),
        Limit = call.Get(limit),
        Journal = asking.Journal(call),
        Asking = asking.Read(call),
    };

    private static IEnumerable<string[]> Lines(JudgeOutcome outcome)
    {
        yield return Line(outcome.IsPairwise ? "a wins (ties half)" : $"mean {outcome.Judge}", outcome.Mean);
        yield return ["rows", $"{outcome.Rows.Count}", "", ""];
        yield return ["could not be read", $"{outcome.Unread}", "", ""];
        if (outcome.IsPairwise)
        {
            yield return ["answer changed with the order", Number(outcome.Inconsistent!.Value), "", ""];
            yield return ["preference for the first", Number(outcome.PositionBias!.Value), "", ""];
        }

        if (outcome.Calibration is { } known)
        {
            yield return ["rows with a person's score", $"{known.Rows}", "", ""];
            yield return Line("agreement", known.Agreement);
            yield return ["kappa", Number(known.Kappa), "", ""];
            yield return ["kappa, squared distances", Number(known.WeightedKappa), "", ""];
            yield return Line("bias of the judge", known.Bias);
            yield return Line("mean as people would give it", known.Corrected);
        }

        yield return ["tokens", $"{outcome.Asking.Usage.Total}", "", ""];
        if (outcome.Asking.Cost is { } cost)
        {
            yield return ["cost", Number(cost), "", ""];
        }
    }

    private static string[] Line(string what, Interval interval) => [what, Number(interval.Value), Number(interval.Low), Number(interval.High)];

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Named(string option, string[]? given) => (given ?? []).Select(g => g.Split('=', 2)).ToDictionary(
        p => p[0],
        p => p.Length == 2 ? p[1] : throw new AssayException("usage.pair", $"{option} takes NAME=VALUE; found \"{p[0]}\"."));
}
