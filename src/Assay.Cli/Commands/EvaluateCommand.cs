using System.CommandLine;
using System.Text;
using Assay.Cli.Frame;
using Assay.Cli.Rendering;
using Assay.Evaluation;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Evaluation.Suite;
using Assay.Metrics;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>The evaluation suite on any model or any file of predictions.</summary>
[Named("evaluate")]
internal sealed class EvaluateCommand : AssayCommand
{
    private readonly Argument<string> model = new("model") { Description = "A model (folder, ONNX, LightGBM or XGBoost file, http://..., command:...), a run, or a file of predictions", HelpName = "MODEL" };
    private readonly Argument<string?> data = new("data") { Description = "Labelled rows; a file of predictions with truth needs none", HelpName = "DATA", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> command = new("--command") { Description = "Score with this command instead: rows on its standard input, one prediction a line on its standard output; DATA comes first then", HelpName = "COMMAND" };
    private readonly Option<string?> http = new("--http") { Description = "Score with this address instead; DATA comes first then", HelpName = "URL" };
    private readonly Option<string?> suite = new("--suite") { Description = "Run the checks of this file instead of choosing", HelpName = "FILE" };
    private readonly Option<string?> writeSuite = new("--write-suite") { Description = "Write what was chosen, with the reasons, to edit and keep; nothing is run or recorded", HelpName = "FILE" };
    private readonly Option<bool> force = new("--force") { Description = "With --write-suite, write over a file that is there" };
    private readonly Option<string[]> only = new("--only") { Description = "Only these checks; several with commas or by giving it again", HelpName = "CHECK,CHECK", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> against = new("--against") { Description = "Another system on the same rows, for checks that compare", HelpName = "OTHER" };
    private readonly Option<string?> metric = new("--metric") { Description = "The main metric; the task's own when not given", HelpName = "NAME" };
    private readonly Option<bool> strict = new("--strict") { Description = "Also exit 1 when a check cannot tell" };
    private readonly Option<string?> report = new("--report") { Description = "Write the report here instead of beside the store", HelpName = "FILE" };
    private readonly Option<bool> unrecorded = new("--unrecorded") { Description = "Leave no run in the store; then nobody counts how often these rows were used" };
    private readonly PredictionOptions predictions = new();
    private readonly ModelOptions models = new();
    private readonly Option<int> threads = CommonOptions.Threads();
    private readonly Option<ulong> seed = CommonOptions.Seed();
    private readonly Option<string?> junit = CommonOptions.Junit();
    private readonly Option<string?> markdown = CommonOptions.Markdown();

    /// <inheritdoc/>
    public override string Summary => "Judge a model, or anybody's predictions, by a suite of checks, with a gate and a report";

    /// <inheritdoc/>
    public override string Details =>
        "Runs every check that applies, says which were left out and why, writes a report, and exits 1 when a check fails. Without --suite it chooses from the columns and the "
        + "model; --write-suite writes that choice as a file a team can edit. Checks that change rows need a model; with a file of predictions they are left out. The run is recorded, "
        + "so that it is known how often a test set was used.";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay evaluate latest loans.csv", "The newest development run, on its locked test part."),
        new("assay evaluate MODEL fresh.csv --strict --junit evaluate.xml", "A model folder on rows it has not seen, for a build server."),
        new("assay evaluate predictions.csv", "Predictions of any system, with truth."),
        new("assay evaluate --command \"python score.py\" fresh.csv --target default", "Any program that scores."),
        new("assay evaluate churn.onnx fresh.csv --target churn --write-suite suite.yaml", "What would be checked, as a file to edit; then --suite suite.yaml."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols =>
    [
        model, data, command, http, suite, writeSuite, force, only, against, metric, strict, report, unrecorded, .. predictions.Symbols, .. models.Symbols, threads, seed, junit, markdown,
    ];

    /// <inheritdoc/>
    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var (junitFile, markdownFile, reportFile, suiteFile) = (OutputFile.Of(call, junit), OutputFile.Of(call, markdown), OutputFile.Of(call, report), OutputFile.Of(call, writeSuite));
        RefuseOverwriting(call, suiteFile);
        var given = call.Get(suite) is { } path ? SuiteFile.Read(path) : null;
        var (source, rows) = Named(call);
        var how = predictions.Read(call, rows, call.Get(threads));
        how = how with { Model = models.Read(call, how.Read, call.Get(threads)) };
        using var judged = JudgedSystem.Open(source, how, call.Cancellation);
        using var other = call.Get(against) is { } named ? JudgedSystem.Open(named, how, call.Cancellation) : null;
        var context = Context(call, judged, other, given);
        var chosen = given ?? EvaluationSuite.Chosen(context, TableOptions.Split(call.Get(only)));
        if (suiteFile is not null)
        {
            suiteFile.Write(SuiteFile.Write(chosen));
            call.Messages.WriteLine($"{chosen.Runs.Count} checks in {suiteFile.Path}. Edit it, then: assay evaluate ... --suite {RunText.Quoted(suiteFile.Path)}");
            return Task.FromResult(ExitCode.Success);
        }

        using var record = call.Get(unrecorded) ? null : EvaluationRecord.Open(how, judged.Predictions);
        context = context with { Uses = record?.Uses ?? 0 };
        record?.Begin();
        var outcome = Recorded(call, Judge(call, context, chosen, record), record, reportFile);
        Show(call, outcome);
        markdownFile?.Write(EvaluationMarkdown.Write(outcome));
        junitFile?.Write(EvaluationJUnit.Write(outcome));
        return Task.FromResult(outcome.Fails || (call.Get(strict) && outcome.IsOpen) ? ExitCode.GateFailed : ExitCode.Success);
    }

    private static EvaluationOutcome Judge(Invocation call, CheckContext context, EvaluationSuite chosen, EvaluationRecord? record)
    {
        try
        {
            return ProgressDisplay.RunEvaluation(call.Surroundings, TimeProvider.System, progress => EvaluationJob.Run(context, chosen, progress));
        }
        catch (AssayException fault)
        {
            record?.Fail(fault.Message);
            throw;
        }
    }

    private static void Show(Invocation call, EvaluationOutcome outcome)
    {
        if (call.Json)
        {
            call.WriteJson(outcome);
        }
        else
        {
            EvaluationPage.Write(outcome, TerminalConsole.ForOutput(call.Surroundings));
        }
    }

    // A suite that was edited is somebody's work.
    private void RefuseOverwriting(Invocation call, OutputFile? file)
    {
        if (file is not null && File.Exists(file.Path) && !call.Get(force))
        {
            throw new AssayException("usage.file-exists", $"{file.Option} \"{file.Path}\" is there already, and may have been edited. Give another name, or add --force to write over it.");
        }
    }

    // With --command or --http there is no MODEL, so the first word is DATA.
    private (string Source, string? Rows) Named(Invocation call)
    {
        var outside = call.Get(command) is { } program ? "command:" + program : call.Get(http);
        if (outside is null)
        {
            return (call.Get(model), call.Get(data));
        }

        return call.Get(data) is { } second
            ? throw new AssayException("usage.model-twice", $"The model is given by {(call.Get(command) is null ? "--http" : "--command")}, so only DATA is expected; found \"{call.Get(model)}\" and \"{second}\".")
            : (outside, call.Get(model));
    }

    private CheckContext Context(Invocation call, JudgedSystem judged, JudgedSystem? other, EvaluationSuite? given)
    {
        var rows = judged.Predictions;
        var name = call.Get(metric) ?? given?.Metric;
        var asked = name is null ? DefaultMetric.For(rows.Data.Task) : Catalogue<Metric>.Find(name);
        var main = rows.Allows(asked) ? asked : name is null && rows.Allows(new Accuracy()) ? new Accuracy() : throw new AssayException(
            "usage.metric-task", $"{asked.Name} does not fit these predictions ({rows.Data.Task.ToString().ToLowerInvariant()}, {rows.Kind.ToString().ToLowerInvariant()}). Choose one of {string.Join(", ", Catalogue<Metric>.All.Where(rows.Allows).Select(m => m.Name))}.");
        return new CheckContext
        {
            Predictions = rows,
            Model = judged.Model,
            Against = other?.Predictions.InOrderOf(rows),
            Train = models.Train(call) is { } path ? ModelPredictions.ReadTraining(path, rows.Data) : judged.Train,
            Metric = main,
            Seed = call.Get(seed),
            Threads = call.Get(threads),
            Units = RowUnits.Find(rows.Data).Of,
            Cancellation = call.Cancellation,
        };
    }

    private static EvaluationOutcome Recorded(Invocation call, EvaluationOutcome outcome, EvaluationRecord? record, OutputFile? reportFile)
    {
        outcome = outcome with { Run = record?.Run ?? "", Report = reportFile is { } file ? Path.GetFullPath(file.Path) : record?.Report ?? "" };
        var again = "assay " + string.Join(' ', call.Words.Select(RunText.Shown));
        var page = outcome.Report.Length > 0 ? EvaluationReport.Render(outcome, TimeProvider.System.GetUtcNow(), again) : "";
        try
        {
            reportFile?.Write(page);
            if (reportFile is null && page.Length > 0)
            {
                Folder.WriteFile(outcome.Report, s => s.Write(Encoding.UTF8.GetBytes(page)));
            }

            record?.Finish(outcome, page, call.Words);
            return outcome;
        }
        catch (AssayException) when (!call.Json)
        {
            // What was found may have taken long: a full disk must not lose it.
            Show(call, outcome with { Run = "", Report = "" });
            throw;
        }
    }
}
