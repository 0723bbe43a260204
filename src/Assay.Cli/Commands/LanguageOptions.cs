using System.CommandLine;
using Assay.Cli.Frame;
using Assay.Language.Runs;

namespace Assay.Cli.Commands;

/// <summary>Options that commands over benchmarks of language models share.</summary>
internal sealed class LanguageOptions
{
    private readonly Argument<string[]> tasks = new("task") { Description = "Names of tasks, groups or tags", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> path = Path();
    private readonly Option<string> data = new("--data") { Description = "The folder with the data sets, each under the name a task gives it", HelpName = "DIR", Required = true };
    private readonly Option<int?> limit = new("--limit") { Description = "At most so many documents of a task", HelpName = "N" };
    private readonly Option<int?> shots = new("--shots") { Description = "Examples before a question; the task's own number when not given, and a task that says 0 keeps 0", HelpName = "N" };
    private readonly Option<string?> system = new("--system") { Description = "A system instruction before everything", HelpName = "TEXT" };
    private readonly Option<bool> chat = new("--chat") { Description = "Prompts as messages of a chat, every example a turn" };
    private readonly Option<long> seed = new("--fewshot-seed") { Description = "The seed of the examples, as the harness draws them", HelpName = "N", DefaultValueFactory = _ => 1234 };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Symbol> Symbols => [tasks, path, data, limit, shots, system, chat, seed];

    /// <summary><c>--path</c>.</summary>
    public static Option<string> Path() => new("--path") { Description = "The folder with the task files, such as lm_eval/tasks of the harness", HelpName = "DIR", Required = true };

    /// <summary>What was given.</summary>
    public LanguageRunOptions Read(Invocation call) => new()
    {
        Tasks = call.Get(tasks),
        Path = call.Get(path),
        Data = call.Get(data),
        Limit = call.Get(limit),
        Shots = call.Get(shots),
        System = call.Get(system),
        IsChat = call.Get(chat),
        Seed = call.Get(seed),
    };
}
