using System.CommandLine;
using System.Reflection;

namespace Assay.Cli.Frame;

/// <summary>Finds the commands and hangs them in the tree the parser walks.</summary>
internal static class CommandTree
{
    /// <summary>One of every command in this program, ordered by name. Looks at this assembly only, so nothing heavy is loaded.</summary>
    public static IReadOnlyList<AssayCommand> Discover() =>
    [
        .. typeof(AssayCommand).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(AssayCommand)) && !t.IsAbstract)
            .Select(t => (AssayCommand)Activator.CreateInstance(t, nonPublic: true)!)
            .OrderBy(NameOf, StringComparer.Ordinal),
    ];

    /// <summary>The name a command carries.</summary>
    public static string NameOf(AssayCommand command) =>
        command.GetType().GetCustomAttribute<NamedAttribute>()?.Name
        ?? throw new InvalidOperationException($"{command.GetType().Name} has no [Named(\"...\")] attribute.");

    /// <summary>The root <c>assay</c> with groups and commands below it.</summary>
    public static Verb Build(IEnumerable<AssayCommand> commands)
    {
        var root = new Verb("assay", "assay");
        root.Add(new Option<bool>("--json") { Description = "Print one JSON document on standard output", Recursive = true });
        root.Add(new Option<bool>("--verbose") { Description = "Tell more, such as the full trace of a fault", Recursive = true });
        root.Add(new Option<bool>("--help", "-h") { Description = "Show this help", Recursive = true });
        root.Add(new Option<bool>("--version") { Description = "Show version, commit and runtime" });
        foreach (var command in commands)
        {
            var node = NameOf(command).Split(' ').Aggregate(root, Below);
            node.Runs = command;
            node.Hidden = command.Hidden;
            foreach (var symbol in command.Symbols)
            {
                Attach(node, symbol);
            }
        }

        return root;
    }

    private static Verb Below(Verb parent, string word)
    {
        if (parent.Subcommands.FirstOrDefault(c => c.Name == word) is not Verb verb)
        {
            parent.Add(verb = new Verb(word, $"{parent.Path} {word}"));
        }

        return verb;
    }

    private static void Attach(Verb node, Symbol symbol)
    {
        switch (symbol)
        {
            case Argument argument: node.Add(argument); break;
            case Option option: node.Add(option); break;
            default: throw new InvalidOperationException($"{node.Path}: {symbol.Name} is neither an argument nor an option.");
        }
    }
}
