using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Cli.Tuning;
using Assay.Development.SearchReport;
using Assay.Numerics;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Honesty;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;
using Assay.Tuning.Stopping;

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
    private readonly Option<string[]> stop = new("--stop") { Description = "Stop earlier: " + string.Join(", ", Catalogue<StoppingRule>.All.Select(r => $"{r.Name}={r.Setting}")) + "; may be given several times", HelpName = "RULE" };
    private readonly Option<string[]> warmStart = new("--warm-start") { Description = "Take over the trials of this earlier study of the store that fit; may be given several times", HelpName = "STUDY" };
    private readonly Option<int> confirm = new("--confirm") { Description = "Run the best K once more with fresh seeds, to see how far the best score is luck", HelpName = "K" };
    private readonly Option<int> population = new("--population") { Description = "Train N members in steps: the worst go on from checkpoints of the best, with changed parameters", HelpName = "N" };
    private readonly Option<bool> replay = new("--replay") { Description = "Run nothing: check that the recorded study asks the same again" };
    private readonly Option<TimeSpan> budget = CommonOptions.Budget("7d");
    private readonly Option<int> threads = new("--threads") { Description = "Trials to run at the same time", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<ulong> seed = CommonOptions.Seed();
    private readonly Option<string> store = CommonOptions.Store();
    private readonly Option<string?> artifacts = CommonOptions.Artifacts();
    private readonly Option<string?> report = new("--report") { Description = "Write the search as one HTML page: best, history, what matters, every trial", HelpName = "FILE" };

    public TuneCommand()
    {
        stop.CompletionSources.Add([.. Catalogue<StoppingRule>.All.Select(r => r.Name + "=")]);
        pruner.CompletionSources.Add([.. Catalogue<Pruner>.All.Select(p => p.Name)]);
        directions.CompletionSources.Add("minimise", "maximise");
        foreach (var (option, least) in new[] { (trials, 1), (threads, 1), (confirm, 2), (population, 2) })
        {
            CommonOptions.AtLeast(least, option);
        }
    }

    /// <inheritdoc/>
    public override string Summary => "Tune any program in any language with few trials; resumed by the same command";

    /// <inheritdoc/>
    public override string Details =>
        "The program gets its parameters where {name} stands in its arguments, in variables such as ASSAY_PARAM_LR, and in the JSON file "
        + "that ASSAY_PARAMETERS names. An argument whose parameter does not count is left out. On its standard output it writes JSON lines: "
        + "{\"step\": 3, \"value\": 0.2} as it goes, {\"value\": 0.12} (or \"values\", \"constraints\") at the end; other lines are ignored. An exit code other than 0 is a failed trial.\n\n"
        + "With --ask-tell the lines {\"ask\": {}}, {\"report\": {\"trial\": 7, \"step\": 3, \"value\": 0.2}} and {\"tell\": {\"trial\": 7, \"value\": 0.12}} on standard input "
        + "are answered one by one; that search is kept in memory unless --study names one.\n\n"
        + "Where the program's score is a mean over folds it may write {\"folds\": [0.1, 0.2, 0.15]} instead: the page then says what the best is worth on new data. "
        + "\"cost\" beside the value is added up for --stop cost=TOTAL.\n\n"
        + "With --population the program does one step of training a trial: it loads the checkpoint in the folder {parent} (ASSAY_PARENT_CHECKPOINT) when there is one and saves into {checkpoint} "
        + "(ASSAY_CHECKPOINT). {seed} (ASSAY_SEED) and {trial} (ASSAY_TRIAL) are there always.\n\n"
        + "The space: parameters: {lr: {type: float, low: 1e-5, high: 1, log: true}, kernel: {type: category, choices: [linear, rbf]}, gamma: {type: float, low: 1e-5, high: 10, log: true, when: {kernel: [rbf]}}}";

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
    [
        new("assay tune space.yaml --trials 50 -- python train.py --lr {lr} --kernel {kernel} --gamma={gamma}", "Fifty trials of a Python program."),
        new("assay tune space.yaml --threads 4 --budget 1h --pruner median -- ./train {lr}", "Four at a time for an hour; hopeless ones are ended early."),
        new("assay tune space.yaml --stop no-improvement=30 --stop regret=0.001 --confirm 5 -- python train.py --lr {lr} --seed {seed}", "Until little is left to gain; then what the best is worth."),
        new("assay tune space.yaml --warm-start last-week -- ./train {lr}", "Starts from what an earlier study has seen."),
        new("assay tune space.yaml --population 8 --trials 80 -- python step.py --lr {lr} --from {parent} --to {checkpoint}", "Ten steps of eight members."),
        new("assay tune space.yaml --report search.html -- ./train {lr}", "The search as a page with its charts."),
        new("assay tune space.yaml --ask-tell --sampler gaussian-process --seed 7", "Another program asks and tells."),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Symbol> Symbols => [space, command, askTell, sampler, pruner, directions, study, trials, budget, stop, warmStart, confirm, population, threads, replay, seed, report, store, artifacts];

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

        var name = call.Get(study) ?? $"{Path.GetFileNameWithoutExtension(call.Get(space))}-{call.Get(seed)}";
        if (call.Get(replay))
        {
            using var recorded = Store.OpenExisting(call.Get(store), call.Get(artifacts));
            return new ReplayPage(StudyReplay.Of(recorded, name), name).Write(call);
        }

        var words = call.Get(command);
        if (words.Length == 0)
        {
            throw new AssayException("usage.missing", "assay tune needs -- and the program to tune, such as: assay tune space.yaml -- python train.py --lr {lr}; or --ask-tell.");
        }

        using var opened = Open(call);
        using var search = Study.Open(opened, name, searched, options);
        IReadOnlyList<WarmStartReport> earlier = [.. (call.Get(warmStart) ?? []).Select(w => search.WarmStart(opened, w))];
        call.Messages.WriteLine(Beginning(search, name));
        var program = new ProgramTrial(words, searched)
        {
            Seed = call.Get(seed),
            Checkpoints = options.Population > 0 ? Path.Combine(opened.ArtifactFolder, "checkpoints", string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'))) : null,
        };
        var run = new TuneRun(search, program, call.Messages) { Trials = call.Get(trials), Workers = call.Get(threads), Budget = call.Get(budget) };
        try
        {
            var reason = await run.RunAsync(call.Cancellation);
            var honest = await ConfirmedAsync(call, (opened, name), (search, words)) ?? HonestBest.FromFolds(search.History);
            new TunePage(search, name, reason) { Honest = honest, Earlier = earlier }.Write(call);
            page?.Write(TuningReport.Render(search, name, DateTimeOffset.UtcNow));
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            call.Messages.WriteLine($"Interrupted. Study {name} has {search.History.FinishedCount} finished trials; the same command goes on from there.");
            throw;
        }
    }

    private async Task<HonestBest?> ConfirmedAsync(Invocation call, (Store Store, string Name) place, (Study Study, string[] Words) search)
    {
        var count = call.Get(confirm);
        if (count == 0 || search.Study.Best is null)
        {
            return null;
        }

        using var again = Study.Open(place.Store, $"{place.Name}, once more", search.Study.History.Space, search.Study.Options with { Sampler = "random", Pruner = null, Stopping = [], Population = 0 });
        var fresh = new ProgramTrial(search.Words, search.Study.History.Space) { Seed = SeededRandom.Derive(call.Get(seed), "tuning-confirm") % int.MaxValue };
        return await new ConfirmRun(again, fresh, call.Messages).RunAsync(search.Study, count, call.Cancellation);
    }

    private static string Beginning(Study search, string name)
    {
        var ended = search.History.FinishedCount - search.History.EarlierCount;
        return ended == 0
            ? $"Study {name} begins; should it be interrupted, the same command goes on with it."
            : $"Study {name} goes on after {ended} trials{(search.Best is { } best && best.Values.Count == 1 ? $", the best {best.Values[0]:G6} (trial {best.Number})" : "")}. To begin anew, give another --study or --seed.";
    }

    private Store Open(Invocation call) => Store.Open(call.Get(store), call.Get(artifacts));

    private StudyOptions Options(Invocation call) => new()
    {
        Sampler = call.Get(sampler),
        Pruner = call.Get(pruner),
        Seed = call.Get(seed),
        Population = call.Get(population),
        Stopping = [.. (call.Get(stop) ?? []).Select(StoppingRule.Parse)],
        Directions = [.. call.Get(directions).Split(',').Select(Way)],
    };

    private static Direction Way(string word) => word.Trim().ToLowerInvariant() switch
    {
        "minimise" or "minimize" or "min" => Direction.Minimise,
        "maximise" or "maximize" or "max" => Direction.Maximise,
        _ => throw new AssayException("usage.value", $"--directions takes minimise or maximise, joined by commas, not \"{word}\"."),
    };
}
