using System.CommandLine;
using Assay.Cli.Frame;

namespace Assay.Tests.Cli;

/// <summary>A command with every kind of option, which does what the test gives it.</summary>
[Named("sample try")]
internal sealed class SampleCommand(Func<Invocation, ExitCode> act) : AssayCommand
{
    private readonly Argument<string> data = new("data") { Description = "Table to read", HelpName = "DATA" };
    private readonly Option<string> target = new("--target") { Description = "Column to predict", HelpName = "COLUMN", Required = true };
    private readonly Option<string> leaks = CommonOptions.Choice("--leaks", "What to do about leaks", "warn", "drop", "warn", "stop");
    private readonly Option<ulong> seed = CommonOptions.Seed();
    private readonly Option<int> threads = CommonOptions.Threads();
    private readonly Option<int?> trials = CommonOptions.Trials();

    public Option<TimeSpan> Budget { get; } = CommonOptions.Budget("5m");

    public override string Summary => "Try the frame";

    public override string Details => "Nothing of this reaches a user.";

    public override IReadOnlyList<Example> Examples => [new("assay sample try loans.csv --target default --budget 90s", "Does nothing, in at most 90 seconds.")];

    public override IReadOnlyList<Symbol> Symbols =>
        [data, target, leaks, Budget, seed, trials, threads, CommonOptions.Store(), CommonOptions.Artifacts(), CommonOptions.Junit(), CommonOptions.Markdown()];

    public override Task<ExitCode> RunAsync(Invocation call) => Task.FromResult(act(call));
}
