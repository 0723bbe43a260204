using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>Lists recorded runs, newest first.</summary>
[Named("runs list")]
internal sealed class RunsListCommand : AssayCommand
{
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> experiment = new("--experiment") { Description = "Only runs of this experiment", HelpName = "NAME" };
    private readonly Option<string> status =
        CommonOptions.Choice("--status", "Only runs that stand so", "any", "any", "running", "finished", "failed", "interrupted");

    private readonly Option<string?> where = new("--where")
    {
        Description = "Only runs that fit, such as \"metrics.auc > 0.9 AND (params.lr < 0.1 OR tags.team = 'a')\"",
        HelpName = "CONDITION",
    };

    private readonly Option<string[]> orderBy = new("--order-by") { Description = "Sort by this, such as \"metrics.auc DESC\" or \"best(auc) DESC\"; may be given several times", HelpName = "KEY" };
    private readonly Option<string?> parent = new("--parent") { Description = "Only the parts of this run", HelpName = "RUN" };
    private readonly Option<bool> nested = new("--nested") { Description = "Also runs that are part of others" };
    private readonly Option<string[]> metric = new("--metric") { Description = "Show the last value of this metric; may be given several times", HelpName = "NAME" };
    private readonly Option<int> limit = new("--limit") { Description = "At most so many, 1 to 50000", HelpName = "N", DefaultValueFactory = _ => 20 };
    private readonly Option<string?> after = new("--after") { Description = "Go on after the page that gave this as \"next\"", HelpName = "NEXT" };

    public RunsListCommand() => limit.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var typed }] && int.TryParse(typed, out var number) && number is < 1 or > 50_000)
        {
            result.AddError($"--limit must be 1 to 50000, not {number}.");
        }
    });

    public override string Summary => "List recorded runs, newest first";

    public override IReadOnlyList<Example> Examples =>
    [
        new("assay runs list", "the last 20 runs"),
        new("assay runs list --parent 019aa3 --metric roc-auc", "the parts of one run with a score"),
        new("assay runs list --where \"best(roc-auc) > 0.9\" --order-by \"best(roc-auc) DESC\"", "the best runs first"),
    ];

    public override IReadOnlyList<Symbol> Symbols => [experiment, status, where, orderBy, parent, nested, metric, limit, after, store];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        using var opened = Store.OpenExisting(call.Get(store));
        var page = opened.List(new RunFilter
        {
            Experiment = call.Get(experiment),
            Status = call.Get(status) is "any" ? null : RunText.Status(call.Get(status)),
            ParentId = call.Get(parent) is { } typed ? opened.Get(typed).Id : null,
            Nested = call.Get(nested),
            Where = call.Get(where),
            OrderBy = call.Get(orderBy) ?? [],
            Limit = call.Get(limit),
            After = call.Get(after),
        });
        if (call.Json)
        {
            call.WriteJson(new { page.Runs, page.Next });
            return Task.FromResult(ExitCode.Success);
        }

        var metrics = call.Get(metric) ?? [];
        var digits = RunText.DigitsToTellApart(page.Runs);
        Listing.Write(
            call,
            ["run", "experiment", "name", "status", "started", "seconds", .. metrics],
            page.Runs.Select(run => (string[])
            [
                run.Id[..digits],
                run.Experiment,
                run.Name,
                RunText.Status(run.Status),
                RunText.Time(run.Started),
                RunText.Seconds(run),
                .. metrics.Select(m => run.Metrics.TryGetValue(m, out var summary) ? summary.Last.ToString("G6") : ""),
            ]));
        if (page.Next is not null)
        {
            call.Messages.WriteLine($"There are more: --after {page.Next}");
        }

        return Task.FromResult(ExitCode.Success);
    }
}
