using System.CommandLine;
using System.CommandLine.Parsing;

namespace Assay.Cli.Frame;

/// <summary>Puts what the parser refused into words a user can act on.</summary>
internal static class UsageFault
{
    /// <summary>The first thing that is wrong with a command line, or null when nothing is.</summary>
    public static AssayException? Find(ParseResult parsed, Verb verb) =>
        UnknownCommand(parsed, verb)
        ?? UnknownOption(parsed, verb)
        ?? TooMany(parsed, verb)
        ?? Missing(parsed, verb)
        ?? (parsed.Errors is [var first, ..] ? new AssayException("usage.value", Sentence(first)) : null);

    private static AssayException? UnknownOption(ParseResult parsed, Verb verb)
    {
        var typed = parsed.UnmatchedTokens.FirstOrDefault(LooksLikeOption) ?? Swallowed(parsed, verb);
        if (typed is null)
        {
            return null;
        }

        var known = verb.Options.Concat(Recursive(verb)).Where(o => !o.Hidden).Select(o => o.Name).Distinct();
        return new AssayException("usage.unknown-option", $"{verb.Path} has no option \"{typed}\".{Spelling.DidYouMean(typed, known)}");
    }

    // A misspelt option lands in the next free argument, unless "--" says that what follows is no option.
    private static string? Swallowed(ParseResult parsed, Verb verb) => parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash)
        ? null
        : verb.Arguments.SelectMany(a => parsed.GetResult(a)?.Tokens ?? []).Select(t => t.Value).FirstOrDefault(LooksLikeOption);

    private static bool LooksLikeOption(string word) => word.StartsWith("--", StringComparison.Ordinal) || (word.Length == 2 && word[0] == '-' && char.IsLetter(word[1]));

    // Before options: those of a misspelt command are unknown too, and not what is wrong.
    private static AssayException? UnknownCommand(ParseResult parsed, Verb verb)
    {
        var typed = parsed.UnmatchedTokens.FirstOrDefault(t => !LooksLikeOption(t));
        return typed is null || verb.Runs is not null
            ? null
            : new AssayException("usage.unknown-command", $"There is no command \"{verb.Path} {typed}\".{Spelling.DidYouMean(typed, verb.Shown.Select(v => v.Name))}");
    }

    private static AssayException? TooMany(ParseResult parsed, Verb verb) => parsed.UnmatchedTokens is [var typed, ..]
        ? new AssayException("usage.too-many-arguments", $"{verb.Path} does not know what to do with \"{typed}\".{Spelling.DidYouMean(typed, verb.Shown.Select(v => v.Name))}")
        : null;

    private static AssayException? Missing(ParseResult parsed, Verb verb)
    {
        var absent = verb.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a) is not { Tokens.Count: > 0 } && !a.HasDefaultValue).Select(HelpText.Label)
            .Concat(verb.Options.Where(o => o.Required && (parsed.GetResult(o) is null or { Implicit: true })).Select(HelpText.Usage))
            .ToList();
        return absent.Count == 0 ? null : new AssayException("usage.missing", $"{verb.Path} needs {string.Join(" and ", absent)}.");
    }

    private static string Sentence(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option when option.Option.Arity.MinimumNumberOfValues > 0 => $"{option.Option.Name} needs a value: {HelpText.Usage(option.Option)}.",
        OptionResult { Tokens: [{ Value: var value }, ..] } option when IsConversion(error) => $"{option.Option.Name} takes {Kind(option.Option.ValueType)}, not \"{value}\".",
        ArgumentResult { Tokens: [{ Value: var value }, ..] } argument when IsConversion(error) => Argument(argument, value),
        _ => error.Message,
    };

    private static string Argument(ArgumentResult result, string value) =>
        $"{(result.Parent as OptionResult)?.Option.Name ?? HelpText.Label(result.Argument)} takes {Kind(result.Argument.ValueType)}, not \"{value}\".";

    private static bool IsConversion(ParseError error) => error.Message.StartsWith("Cannot parse argument", StringComparison.Ordinal);

    private static string Kind(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(double) || plain == typeof(float) ? "a number"
            : plain == typeof(bool) ? "true or false"
            : plain == typeof(ulong) || plain == typeof(uint) ? "a whole number from 0"
            : plain == typeof(int) || plain == typeof(long) ? "a whole number"
            : $"a {plain.Name}";
    }

    private static IEnumerable<Option> Recursive(Command command) =>
        command.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive).Concat(Recursive(p)));
}
