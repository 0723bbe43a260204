using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Cli.Rendering;
using Assay.Language.Asking;

namespace Assay.Cli.Commands;

/// <summary>Options of commands that ask a language model many questions.</summary>
internal sealed class AskingSwitches
{
    private readonly Option<int?> concurrency = CommonOptions.AtLeastOne(new Option<int?>("--concurrency") { Description = "Questions under way at once; found out while asking when not given", HelpName = "N" });
    private readonly Option<int> failures = new("--most-failures") { Description = "Questions that may be given up, and are left out of the scores", HelpName = "N", DefaultValueFactory = _ => 0 };
    private readonly Option<string?> price = new("--price") { Description = "What a million tokens cost, read/written, such as 0.15/0.60", HelpName = "READ/WRITTEN" };
    private readonly Option<double?> cost = new("--most-cost") { Description = "Stop before it costs more, by --price", HelpName = "MONEY" };
    private readonly Option<long?> tokens = new("--most-tokens") { Description = "Stop before more tokens are spent", HelpName = "N" };
    private readonly Option<bool> rescore = new("--rescore") { Description = "Score the answers of an earlier run again, without asking the model" };
    private readonly Option<string?> journal = new("--journal") { Description = "The file answers are kept in and found again; answers.jsonl beside the results when not given", HelpName = "FILE" };
    private readonly Option<ulong> seed = CommonOptions.Seed();

    /// <summary>All of them.</summary>
    public IReadOnlyList<Symbol> Symbols => [concurrency, failures, price, cost, tokens, rescore, journal, seed];

    /// <summary>The journal; null when not given.</summary>
    public string? Journal(Invocation call) => call.Get(journal);

    /// <summary>What was given.</summary>
    public AskingOptions Read(Invocation call)
    {
        var known = call.Get(price) is { } text ? TokenPrice.Parse(text) : null;
        if (call.Get(cost) is not null && known is null)
        {
            throw new AssayException("usage.price", "--most-cost needs to know what tokens cost: give --price READ/WRITTEN for a million tokens, such as 0.15/0.60.");
        }

        return new AskingOptions
        {
            Concurrency = call.Get(concurrency),
            MostFailures = call.Get(failures),
            Price = known,
            MostCost = call.Get(cost),
            MostTokens = call.Get(tokens),
            IsReplay = call.Get(rescore),
            Seed = call.Get(seed),
            Progress = new AskingLines(call.Surroundings, TimeProvider.System).Tell,
        };
    }
}
