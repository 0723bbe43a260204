using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Cli.Rendering;
using Assay.Data;
using Assay.Development;
using Assay.Development.Leaks;
using Assay.Metrics;

namespace Assay.Cli.Commands;

/// <summary>The main job: from a labelled table to a verdict.</summary>
[Named("develop")]
internal sealed class DevelopCommand : AssayCommand
{
    private readonly Argument<string> data = new("data") { Description = "CSV, TSV, Parquet or JSON lines, gzip or not", HelpName = "DATA" };
    private readonly TableOptions table = new();
    private readonly Option<string?> metric = new("--metric") { Description = "What everything is compared by; roc-auc, log-loss or rmse when not given", HelpName = "NAME" };
    private readonly Option<string?> split = new("--split") { Description = "stratified, group:COL, time or time:COL; advised when not given", HelpName = "KIND" };
    private readonly Option<string?> testFold = new("--test-fold") { Description = "Lock the rows that FILE (one integer a row) numbers K; for block numbers of time, test on block K+1", HelpName = "FILE:K" };
    private readonly Option<string> leaks = CommonOptions.Choice("--leaks", "warn drops columns that leak for certain and warns of suspected ones, drop drops both, stop ends with an error on a certain one", "warn", "drop", "warn", "stop");
    private readonly Option<string[]> keep = TableOptions.Columns("--keep", "Columns to use whatever the leak checks find");
    private readonly Option<string[]> rules = new("--rule") { Description = "A rule to beat, such as \"age < 25 => yes\"; may be given again", HelpName = "RULE" };
    private readonly Option<double?> margin = new("--margin") { Description = "Smallest useful gain: 0.002 for metrics up to 1, a share of 0.01 for losses when not given", HelpName = "GAIN" };
    private readonly Option<bool> fresh = new("--fresh") { Description = "Start anew instead of resuming an interrupted run" };
    private readonly Option<TimeSpan> budget = CommonOptions.Budget("2m");
    private readonly Option<int?> trials = CommonOptions.Trials();
    private readonly Option<int> threads = CommonOptions.Threads();
    private readonly Option<ulong> seed = CommonOptions.Seed();
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();
    private readonly Option<string?> junit = CommonOptions.Junit();
    private readonly Option<string?> markdown = CommonOptions.Markdown();

    /// <inheritdoc/>
    public override string Summary => "From a labelled table to a verdict: leaks, split, four phases, evaluation, report, model";

    /// <inheritdoc/>
    public override string Details =>
        "Reads the table, says what it inferred, checks for leaks, chooses an honest split and keeps a test part locked. Then it tries "
        + "baselines, simple models, optimised simple models and complex models on the same folds. A later model replaces a simpler one "
        + "only when it is better by a significant and worthwhile margin for its cost. Every run is recorded; an interrupted run is "
        + "resumed by the same command.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay develop loans.csv --target default", "Everything inferred, two minutes at most."),
        new("assay develop visits.parquet --target readmitted --group patient --leaks drop", "No patient on both sides of a split; suspected leaks dropped too."),
        new("assay develop hours.csv.gz --target count --split time:date --budget 20m --json > outcome.json", "Trained on the past, tested on what came after; the outcome as one document."),
        new("assay develop churn.csv --target churn --rule \"tenure < 3 => yes\" --existing old_score", "A hand-written rule and today's system are baselines to beat."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols =>
    [
        data, .. table.Symbols, metric, split, testFold, leaks, keep, rules, margin, budget, trials, threads, seed, fresh, store, artifacts, junit, markdown,
    ];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var options = Options(call);
        var (markdownFile, junitFile) = (OutputFile.Of(call, markdown), OutputFile.Of(call, junit));
        var read = Dataset.Read(call.Get(data), table.Read(call, options.Threads));
        using var workbench = Workbench.Open(call.Get(store), call.Get(artifacts));
        try
        {
            var outcome = ProgressDisplay.Run(
                call.Surroundings, TimeProvider.System, progress => workbench.Develop(read, options with { Progress = progress }).Run(call.Started, call.Words));
            var again = RunText.Reproduce(outcome.Run, call.Get(store), call.Get(artifacts));
            Print(call, outcome, again);
            var written = Write(call, markdownFile, () => MarkdownPage.Write(outcome, again)) & Write(call, junitFile, () => JUnitPage.Write(outcome));
            return Task.FromResult(written ? ExitCode.Success : ExitCode.Input);
        }
        catch (OperationCanceledException)
        {
            call.Messages.WriteLine("Interrupted. Every finished candidate is recorded; the same command goes on from there.");
            throw;
        }
    }

    private DevelopOptions Options(Invocation call) => new()
    {
        Metric = call.Get(metric) is { } name ? Catalogue<Metric>.Find(name) : null,
        Seed = call.Get(seed),
        Threads = call.Get(threads),
        Budget = Enough(call.Get(budget)),
        Trials = call.Get(trials) ?? new DevelopOptions().Trials,
        Margin = call.Get(margin),
        Split = call.Get(split) ?? (call.Get(table.Group) is { } group ? "group:" + group : call.Get(table.Time) is { } time ? "time:" + time : null),
        TestFold = call.Get(testFold),
        Leaks = Enum.Parse<LeakPolicy>(call.Get(leaks), ignoreCase: true),
        Keep = TableOptions.Split(call.Get(keep)),
        Rules = call.Get(rules) ?? [],
        Fresh = call.Get(fresh),
        Cancellation = call.Cancellation,
    };

    private static TimeSpan Enough(TimeSpan budget) => budget >= TimeSpan.FromSeconds(5)
        ? budget
        : throw new AssayException("usage.budget-too-small", $"--budget {budget.TotalSeconds:0.#}s is too short; baselines alone need 5 seconds. Give 5s or more.");

    private static void Print(Invocation call, Outcome outcome, string again)
    {
        if (call.Json)
        {
            call.WriteJson(outcome);
            return;
        }

        TerminalPage.Write(outcome, TerminalConsole.ForOutput(call.Surroundings), again);
    }

    // The result is printed by now, so a file that cannot be written after all is told and does not take the result away.
    private static bool Write(Invocation call, OutputFile? file, Func<string> text)
    {
        try
        {
            file?.Write(text());
            return true;
        }
        catch (AssayException fault)
        {
            call.Messages.WriteLine($"error: {fault.Message}");
            return false;
        }
    }
}
