using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Cli.Rendering;
using Assay.Evaluation.Comparing;
using Assay.Evaluation.Models;
using Assay.Metrics;

namespace Assay.Cli.Commands;

/// <summary>Two systems on the same rows, with a verdict.</summary>
[Named("compare")]
internal sealed class CompareCommand : AssayCommand
{
    private readonly Argument<string> first = new("first") { Description = "Today's system: a file of predictions, a model or a run", HelpName = "A" };
    private readonly Argument<string> second = new("second") { Description = "The system that wants its place", HelpName = "B" };
    private readonly Option<string?> data = new("--data") { Description = "Labelled rows: for models, and for files without truth (joined by id or row number)", HelpName = "FILE" };
    private readonly PredictionOptions predictions = new();
    private readonly ModelOptions models = new();
    private readonly Option<string?> metric = new("--metric") { Description = "What the verdict is about; roc-auc, log-loss, rmse or accuracy when not given", HelpName = "NAME" };
    private readonly Option<double?> margin = new("--margin") { Description = "Smallest useful difference: 0.002 for metrics up to 1, a share of 0.01 for losses when not given", HelpName = "GAIN" };
    private readonly Option<double> level = new("--level") { Description = "Confidence level of intervals", HelpName = "SHARE", DefaultValueFactory = _ => 0.95 };
    private readonly Option<string[]> slices = TableOptions.Columns("--slices", "Columns whose levels are compared one by one");
    private readonly Option<double?> sliceLimit = new("--slice-limit") { Description = "The most a slice may lose; the margin when not given", HelpName = "LOSS" };
    private readonly Option<string[]> limits = new("--limit") { Description = "The most a cost may grow: latency=10% or price=0.002; a column of numbers in both files, or latency and size of models; may be given again", HelpName = "NAME=MOST" };
    private readonly Option<bool> strict = new("--strict") { Description = "Also exit 1 when these rows cannot tell" };
    private readonly Option<int> threads = CommonOptions.Threads();
    private readonly Option<ulong> seed = CommonOptions.Seed();
    private readonly Option<string?> junit = CommonOptions.Junit();
    private readonly Option<string?> markdown = CommonOptions.Markdown();

    /// <inheritdoc/>
    public override string Summary => "Compare two systems on the same rows: better, equal within a margin, worse, or cannot tell";

    /// <inheritdoc/>
    public override string Details =>
        "Pairs the rows of both by id (or by row number), checks that their truth agrees, and says whether B is better than A: by the main metric with a paired interval, "
        + "by the other headline metrics (p values after Holm), slice by slice, and against limits on costs. A file of predictions is any table with the row's name, the truth, and a "
        + "class, a value, a score of the positive class, or one column \"probability CLASS\" a class; what assay predict writes is read with --data and --target. The exit code is 1 when B "
        + "is worse, or a slice or a cost is beyond its limit.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay compare old.csv new.csv", "Two files with columns id, truth and score."),
        new("assay compare old.csv new.parquet --metric log-loss --slices country,age --limit latency_ms=10%", "Slices and a column of latency are held against their limits."),
        new("assay compare MODEL-A MODEL-B --data fresh.csv --limit size=0%", "Two model folders on rows neither has seen."),
        new("assay compare 019aa3 latest --junit compare.xml", "The locked test parts of two runs, for a build server."),
        new("assay compare old-predictions.csv new-predictions.csv --data loans.csv --target default", "Files without truth, joined to labelled rows."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols =>
        [first, second, metric, margin, level, slices, sliceLimit, limits, strict, data, .. predictions.Symbols, .. models.Symbols, threads, seed, junit, markdown];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var options = Options(call);
        var (markdownFile, junitFile) = (OutputFile.Of(call, markdown), OutputFile.Of(call, junit));
        var how = predictions.Read(call, call.Get(data), options.Threads);
        how = how with { Model = models.Read(call, how.Read, options.Threads) };
        using var one = JudgedSystem.Open(call.Get(first), how, call.Cancellation);
        using var two = JudgedSystem.Open(call.Get(second), how, call.Cancellation);
        var comparison = CompareJob.Run(one.Predictions, two.Predictions, options, Costs(one, two, options));
        // Models outside this process say what they assumed after they answered.
        comparison = comparison with
        {
            Notes = [.. comparison.Notes, .. Assumed("A", one), .. Assumed("B", two)],
            FirstTime = one.Model?.Time ?? PredictionTime.None,
            SecondTime = two.Model?.Time ?? PredictionTime.None,
        };
        if (call.Json)
        {
            call.WriteJson(comparison);
        }
        else
        {
            ComparisonPage.Write(comparison, TerminalConsole.ForOutput(call.Surroundings));
        }

        markdownFile?.Write(ComparisonMarkdown.Write(comparison));
        junitFile?.Write(ComparisonJUnit.Write(comparison));
        return Task.FromResult(comparison.Fails || (call.Get(strict) && comparison.IsOpen) ? ExitCode.GateFailed : ExitCode.Success);
    }

    private static IEnumerable<string> Assumed(string which, JudgedSystem system) => system.Model?.Notes.Select(n => $"{which}: {n}") ?? [];

    private ComparisonOptions Options(Invocation call) => new()
    {
        Metric = call.Get(metric) is { } name ? Catalogue<Metric>.Find(name) : null,
        Margin = AtLeastZero(margin.Name, call.Get(margin)),
        Level = call.Get(level) is > 0 and < 1 and var share ? share : throw new AssayException("usage.level", $"--level must lie between 0 and 1, such as 0.95; found {call.Get(level)}."),
        Slices = TableOptions.Split(call.Get(slices)),
        SliceLimit = AtLeastZero(sliceLimit.Name, call.Get(sliceLimit)),
        CostLimits = [.. (call.Get(limits) ?? []).Select(CostLimit.Parse)],
        Seed = call.Get(seed),
        Threads = call.Get(threads),
        Cancellation = call.Cancellation,
    };

    private static double? AtLeastZero(string name, double? value) => value is null or (>= 0 and < double.PositiveInfinity)
        ? value
        : throw new AssayException("usage.margin", $"{name} must be at least 0; found {value}.");

    private static (Costs First, Costs Second) Costs(JudgedSystem one, JudgedSystem two, ComparisonOptions options)
    {
        if (one.Model is null || two.Model is null || options.CostLimits.All(l => l.Name != "latency"))
        {
            return (one.Costs, two.Costs);
        }

        var (left, right) = ModelCosts.Latency(one.Model, two.Model, (one.Predictions.Data, two.Predictions.Data), options.Seed, options.Cancellation);
        return (With(one.Costs, left), With(two.Costs, right));

        static Costs With(Costs costs, double[] latency) => new(new Dictionary<string, double[]>(costs.Values) { ["latency"] = latency });
    }
}
