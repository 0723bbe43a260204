using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Cli.Tuning;
using Assay.Development.SearchReport;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Cli.Commands;

/// <summary>Tunes any program in any language, or lets another program drive the search.</summary>
[Named("tune")]
internal sealed class TuneCommand : AssayCommand
{
    private readonly Argument<string> space = new("space") { Description = "YAML file of what may be tried", HelpName = "SPACE.yaml" };
    private readonly Argument<string[]> command = new("command") { Description = "After --: the program to tune and its arguments", HelpName = "-- COMMAND", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> askTell = new("--ask-tell") { Description = "Let another program drive: JSON lines on standard input and output" };
    private readonly Option<string> sampler = CommonOptions.Choice("--sampler", "What proposes configurations", "auto", [.. Catalogue<Sampler>.All.Select(s => s.Name)]);
    private readonly Option<string?> pruner = new("--pruner") { Description = "What ends hopeless trials early: " + string.Join(", ", Catalogue<Pruner>.All.Select(p => p.Name)), HelpName = "NAME" };
    private readonly Option<string> directions = new("--directions") { Description = "minimise or maximise, one an objective", HelpName = "A,B", DefaultValueFactory = _ => "minimise" };
    private readonly Option<string?> study = new("--study") { Description = "Name of the search in the store; the space's file name and the seed when not given", HelpName = "NAME" };
    private readonly Option<int> trials = new("--trials") { Description = "Stop after so many trials, earlier runs of the study included", HelpName = "N", DefaultValueFactory = _ => 100 };
    private readonly Option<TimeSpan> budget = CommonOptions.Budget("7d");
    private readonly Option<int> threads = new("--threads") { Description = "Trials to run at the same time", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<ulong> seed = CommonOptions.Seed();
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();
    private readonly Option<string?> report = new("--report") { Description = "Write the search as one HTML page: best, history, what matters, every trial", HelpName = "FILE" };

    /// <inheritdoc/>
    public override string Summary => "Tune any program in any language with few trials; resumed by the same command";

    /// <inheritdoc/>
    public override string Details =>
        "The program gets its parameters where {name} stands in its arguments, in variables such as ASSAY_PARAM_LR, and in the JSON file "
        + "that ASSAY_PARAMETERS names. An argument whose parameter does not count is left out. On its standard output it writes JSON lines: "
        + "{\"step\": 3, \"value\": 0.2} as it goes, {\"value\": 0.12} (or \"values\", \"constraints\") at the end; other lines are ignored. An exit code other than 0 is a failed trial.\n\n"
        + "With --ask-tell the lines {\"ask\": {}}, {\"report\": {\"trial\": 7, \"step\": 3, \"value\": 0.2}} and {\"tell\": {\"trial\": 7, \"value\": 0.12}} on standard input "
        + "are answered one by one; that search is kept in memory unless --study names one.\n\n"
        + "The space: parameters: {lr: {type: float, low: 1e-5, high: 1, log: true}, kernel: {type: category, choices: [linear, rbf]}, gamma: {type: float, low: 1e-5, high: 10, log: true, when: {kernel: [rbf]}}}";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay tune space.yaml --trials 50 -- python train.py --lr {lr} --kernel {kernel} --gamma={gamma}", "Fifty trials of a Python program."),
        new("assay tune space.yaml --threads 4 --budget 1h --pruner median -- ./train {lr}", "Four at a time for an hour; hopeless ones are ended early."),
        new("assay tune space.yaml --report search.html -- ./train {lr}", "The search as a page with its charts."),
        new("assay tune space.yaml --ask-tell --sampler gaussian-process --seed 7", "Another program asks and tells."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [space, command, askTell, sampler, pruner, directions, study, trials, budget, threads, seed, report, store, artifacts];

    /// <inheritdoc/>
    public override async Task<ExitCode> RunAsync(Invocation call)
    {
        var searched = Space.Read(call.Get(space));
        var page = OutputFile.Of(call, report);
        var options = Options(call);
        if (call.Get(askTell))
        {
            using var asked = call.Has(study) ? Open(call) : null;
            using var driven = asked is null ? new Study(searched, options) : Study.Open(asked, call.Get(study)!, searched, options);
            await new AskTell(driven, call.Surroundings.Input, call.Output).RunAsync(call.Cancellation);
            return ExitCode.Success;
        }

        var words = call.Get(command);
        if (words.Length == 0)
        {
            throw new AssayException("usage.missing", "assay tune needs -- and the program to tune, such as: assay tune space.yaml -- python train.py --lr {lr}; or --ask-tell.");
        }

        using var opened = Open(call);
        var name = call.Get(study) ?? $"{Path.GetFileNameWithoutExtension(call.Get(space))}-{call.Get(seed)}";
        using var search = Study.Open(opened, name, searched, options);
        var run = new TuneRun(search, new ProgramTrial(words, searched), call.Messages) { Trials = call.Get(trials), Workers = call.Get(threads), Budget = call.Get(budget) };
        try
        {
            var reason = await run.RunAsync(call.Cancellation);
            new TunePage(search, name, reason).Write(call);
            page?.Write(TuningReport.Render(search, name, DateTimeOffset.UtcNow));
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            call.Messages.WriteLine($"Interrupted. Study {name} has {search.History.FinishedCount} finished trials; the same command goes on from there.");
            throw;
        }
    }

    private Store Open(Invocation call) => Store.Open(call.Get(store), call.Get(artifacts));

    private StudyOptions Options(Invocation call) => new()
    {
        Sampler = call.Get(sampler),
        Pruner = call.Get(pruner),
        Seed = call.Get(seed),
        Directions = [.. call.Get(directions).Split(',').Select(Way)],
    };

    private static Direction Way(string word) => word.Trim().ToLowerInvariant() switch
    {
        "minimise" or "minimize" or "min" => Direction.Minimise,
        "maximise" or "maximize" or "max" => Direction.Maximise,
        _ => throw new AssayException("usage.value", $"--directions takes minimise or maximise, joined by commas, not \"{word}\"."),
    };
}
