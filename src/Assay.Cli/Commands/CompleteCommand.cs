using System.CommandLine;
using System.CommandLine.Parsing;
using Assay.Cli.Frame;

namespace Assay.Cli.Commands;

/// <summary>Lists what may come next on a command line; the scripts of <see cref="CompletionCommand"/> call it.</summary>
[Named("complete")]
internal sealed class CompleteCommand : AssayCommand
{
    private readonly Option<int> count = new("--words") { Description = "Number of words typed after \"assay\", the unfinished one included", HelpName = "N" };
    private readonly Argument<string[]> typed = new("typed") { Description = "The words", Arity = ArgumentArity.ZeroOrMore };

    public override string Summary => "List what may come next on a command line";

    public override bool Hidden => true;

    public override IReadOnlyList<Symbol> Symbols => [typed, count];

    public override Task<ExitCode> RunAsync(Invocation call)
    {
        var words = (call.Get(typed) ?? []).Take(call.Get(count)).ToList();
        var unfinished = words.Count == call.Get(count) && words.Count > 0 ? words[^1] : "";
        var line = string.Concat(words.Take(words.Count - (unfinished.Length > 0 ? 1 : 0)).Where(w => w.Length > 0).Select(w => Quoted(w) + " ")) + unfinished;
        var parsed = CommandLineParser.Parse(CommandTree.Build(CommandTree.Discover()), line);
        foreach (var item in parsed.GetCompletions(line.Length).Select(c => c.Label).Distinct(StringComparer.Ordinal))
        {
            call.Output.WriteLine(item);
        }

        return Task.FromResult(ExitCode.Success);
    }

    private static string Quoted(string word) => word.Contains(' ') ? $"\"{word}\"" : word;
}
