using System.CommandLine;
using System.CommandLine.Parsing;

namespace Assay.Cli.Frame;

/// <summary>From typed words to an exit code: parses, shows help, runs the command, and tells what went wrong.</summary>
internal sealed class Application(Surroundings surroundings, IReadOnlyList<AssayCommand> commands)
{
    /// <summary>Runs one command line.</summary>
    /// <param name="words">As typed after <c>assay</c>.</param>
    /// <param name="cancellation">Cancelled when the user interrupts.</param>
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        // "help develop" is what many people type first.
        var typed = words is ["help", ..] ? [.. words.Skip(1), "--help"] : words;
        var parsed = CommandLineParser.Parse(CommandTree.Build(commands), typed);
        var verb = (Verb)parsed.CommandResult.Command;
        var faults = new Faults(surroundings, Asks(typed, "--json"), Asks(typed, "--verbose"));
        if (parsed.GetValue<bool>("--help") || (verb.Runs is null && parsed.UnmatchedTokens.Count == 0 && !Asks(typed, "--version")))
        {
            new HelpText(surroundings.Width).Write(verb, surroundings.Output);
            return ExitCode.Success;
        }

        if (typed is ["--version", ..])
        {
            surroundings.Output.WriteLine(ProgramVersion.Describe());
            return ExitCode.Success;
        }

        if (UsageFault.Find(parsed, verb) is { } wrong)
        {
            var exit = faults.Tell(wrong);
            surroundings.Error.WriteLine($"Try: {verb.Path} --help");
            return exit;
        }

        try
        {
            return await verb.Runs!.RunAsync(new Invocation(parsed, surroundings, cancellation));
        }
        catch (Exception fault)
        {
            return cancellation.IsCancellationRequested && Faults.IsCancellation(fault) ? ExitCode.Interrupted : faults.Tell(fault);
        }
    }

    private static bool Asks(IEnumerable<string> words, string option) => words.TakeWhile(w => w != "--").Contains(option);
}
