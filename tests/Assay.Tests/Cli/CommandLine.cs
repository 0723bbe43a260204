using Assay.Cli.Frame;

namespace Assay.Tests.Cli;

/// <summary>Runs a command line inside the test's process and keeps what it wrote.</summary>
internal sealed record CommandLine(ExitCode Exit, string Output, string Messages)
{
    /// <summary>Runs <c>assay</c> with these words and the program's own commands.</summary>
    public static CommandLine Run(params string[] words) => Run(CommandTree.Discover(), TestContext.Current.CancellationToken, words);

    /// <summary>Runs <c>assay</c> with these words and commands.</summary>
    public static CommandLine Run(IReadOnlyList<AssayCommand> commands, CancellationToken cancellation, params string[] words)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var surroundings = new Surroundings { Output = output, Error = messages, Variable = _ => null };
        var exit = new Application(surroundings, commands).RunAsync(words, cancellation).GetAwaiter().GetResult();
        return new CommandLine(exit, output.ToString(), messages.ToString());
    }
}
