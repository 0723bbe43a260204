using System.CommandLine;

namespace Assay.Cli.Frame;

/// <summary>Writes the help of a command: what it does, how it is typed, its options, and examples that work.</summary>
/// <param name="width">Columns text is broken at.</param>
internal sealed class HelpText(int width)
{
    private const string Intro = "Assay takes labelled data to a decision you can defend: is this model better than the simpler thing, by how much, where does it fail, what does it cost, and can we get it back next year?";

    /// <summary>How an argument is shown: its help name, or its name in capitals.</summary>
    public static string Label(Argument argument) => argument.HelpName ?? argument.Name.ToUpperInvariant();

    /// <summary>How an option is typed, such as <c>--seed N</c>.</summary>
    public static string Usage(Option option) => option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool)
        ? option.Name
        : $"{option.Name} {option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant()}";

    /// <summary>Writes the help of one node of the tree.</summary>
    public void Write(Verb verb, TextWriter output)
    {
        var isRoot = verb.Path == verb.Name;
        WriteParagraphs(isRoot ? Intro : verb.Runs is null ? $"Commands on {verb.Name}." : verb.Runs.Summary + ".", "", output);
        if (verb.Runs?.Details is { Length: > 0 } details)
        {
            output.WriteLine();
            WriteParagraphs(details, "", output);
        }

        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine($"  {Synopsis(verb)}");
        WriteTable("Arguments", verb.Arguments.Where(a => !a.Hidden).Select(a => (Label(a), a.Description ?? "")), output);
        WriteTable("Commands", verb.Shown.Select(v => (v.Name, v.Summary)), output);
        WriteTable("Options", OptionsOf(verb).Select(o => (Left(o), Right(o))), output);
        WriteExamples(verb, output);
        if (verb.Shown.Any())
        {
            output.WriteLine();
            output.WriteLine($"More about one of them: {verb.Path} COMMAND --help");
        }
    }

    private static string Synopsis(Verb verb)
    {
        var parts = verb.Arguments.Where(a => !a.Hidden).Select(a =>
        {
            var label = a.Arity.MaximumNumberOfValues > 1 ? $"{Label(a)}..." : Label(a);
            return a.Arity.MinimumNumberOfValues == 0 ? $"[{label}]" : label;
        });
        var required = verb.Options.Where(o => o.Required && !o.Hidden).Select(Usage);
        var command = verb.Runs is null && verb.Subcommands.Any() ? ["COMMAND"] : Array.Empty<string>();
        return string.Join(' ', [verb.Path, .. command, .. parts, .. required, "[options]"]);
    }

    // A command's own options in the order it gives them, then those every command has.
    private static IEnumerable<Option> OptionsOf(Verb verb) =>
        Inherited(verb).Where(o => !o.Hidden && (verb.Runs is not null || o.Name is "--help" or "--version")).DistinctBy(o => o.Name);

    private static IEnumerable<Option> Inherited(Command command) =>
        command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Inherited).Where(o => o.Recursive));

    private static string Left(Option option) => string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(Usage(option)));

    private static string Right(Option option)
    {
        var value = option.HasDefaultValue && option.ValueType != typeof(bool) && option.Name != "--threads" ? option.GetDefaultValue() : null;
        var shown = value switch
        {
            TimeSpan time => Duration.Format(time),
            string { Length: 0 } or null or System.Collections.ICollection => null,
            _ => value.ToString(),
        };
        return (option.Description ?? "") + (option.Required ? " (required)" : "") + (shown is null ? "" : $" [{shown}]");
    }

    private void WriteTable(string title, IEnumerable<(string Left, string Right)> rows, TextWriter output)
    {
        var list = rows.ToList();
        if (list.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{title}:");
        var left = Math.Min(list.Max(r => r.Left.Length), 32) + 4;
        foreach (var (name, text) in list)
        {
            var lines = Broken(text, width - left).ToList();
            var first = name.Length + 4 <= left;
            output.WriteLine(first ? $"  {name.PadRight(left - 2)}{lines[0]}".TrimEnd() : $"  {name}");
            foreach (var line in first ? lines.Skip(1) : lines)
            {
                output.WriteLine(new string(' ', left) + line);
            }
        }
    }

    private void WriteExamples(Verb verb, TextWriter output)
    {
        var examples = verb.Runs?.Examples ?? (verb.Path == verb.Name
            ? [new Example("assay develop examples/adult.csv.gz --target income", "From a labelled table to a verdict with evidence.")]
            : []);
        if (examples.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  {example.CommandLine}");
            WriteParagraphs(example.Does, "      ", output);
        }
    }

    private void WriteParagraphs(string text, string indent, TextWriter output)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(p => Broken(p, width - indent.Length)))
        {
            output.WriteLine((indent + line).TrimEnd());
        }
    }

    private static IEnumerable<string> Broken(string text, int columns)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }
}
