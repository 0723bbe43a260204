using System.Text.RegularExpressions;
using Assay.Language.Python;

namespace Assay.Language.Evals;

/// <summary>How OpenAI Evals reads the answer of a model that grades another.</summary>
/// <remarks>Source: openai/evals, elsuite/modelgraded/classify_utils.py, against which it is checked.</remarks>
internal static class ModelGrading
{
    /// <summary>What is found when no choice is.</summary>
    public const string Invalid = "__invalid__";

    /// <summary>The choices of a specification: a list, the letters of a text, or numbers and letters up to n.</summary>
    /// <exception cref="PythonException">AssertionError when a choice holds punctuation.</exception>
    public static List<string> Choices(object? given, int n)
    {
        IEnumerable<string> choices = given switch
        {
            "from_n" => Enumerable.Range(1, n).Select(i => $"{i}"),
            "from_n_abc" => Enumerable.Range(0, n).Select(i => $"{(char)('a' + (i % 26))}"),
            "from_n_ABC" => Enumerable.Range(0, n).Select(i => $"{(char)('A' + (i % 26))}"),
            _ => PythonOperators.Iterate(given).Select(PythonText.Str),
        };
        List<string> made = [.. choices];
        return made.Any(c => c.Any(PythonStrings.IsPunctuation)) ? throw new PythonException("AssertionError", "a choice contains punctuation") : made;
    }

    /// <summary>The first choice a line matches, lines without punctuation; from the last line on where the reasoning comes first.</summary>
    public static string Choice(string text, string evalType, string match, IReadOnlyList<string> choices)
    {
        var lines = PythonStrings.Strip(text).Split('\n').AsEnumerable();
        foreach (var line in evalType.StartsWith("cot_classify", StringComparison.Ordinal) ? lines.Reverse() : lines)
        {
            var bare = PythonStrings.WithoutPunctuation(PythonStrings.Strip(line));
            if (bare.Length > 0 && choices.FirstOrDefault(c => Matches(match, bare, c)) is { } choice)
            {
                return choice;
            }
        }

        return Invalid;
    }

    /// <summary>The score of a choice; an invalid one takes the lowest. Null without scores.</summary>
    public static object? Score(string choice, IReadOnlyList<string> choices, object? scores)
    {
        if (scores is null)
        {
            return null;
        }

        var table = scores as PythonDictionary ?? new PythonDictionary(choices.Select(c => KeyValuePair.Create(c, (object?)(PythonNumbers.TryFloat(c, out var v) ? v : throw PythonException.Value(c)))));
        return choice == Invalid ? table.Values.MinBy(PythonOperators.ToDouble) : table[choice];
    }

    /// <summary>Choices in words: "Yes" or "No".</summary>
    public static string Words(IEnumerable<string> choices) => string.Join(" or ", choices.Select(c => $"\"{c}\""));

    /// <summary>Several completions as one text, each through a template.</summary>
    public static string Joined(IReadOnlyList<string> completions, string template) => PythonStrings.Strip(string.Concat(completions.Select((c, i) => Filled(template, new Dictionary<string, object?>
    {
        ["i"] = i + 1L,
        ["i_abc"] = $"{(char)('a' + (i % 26))}",
        ["i_ABC"] = $"{(char)('A' + (i % 26))}",
        ["output"] = c,
        ["n"] = (long)completions.Count,
    }))));

    /// <summary>A template in braces with the values it names.</summary>
    /// <exception cref="PythonException">AssertionError when one is missing.</exception>
    public static string Filled(string template, IReadOnlyDictionary<string, object?> values)
    {
        try
        {
            return PythonFormat.Braces(template, [], values);
        }
        catch (PythonException wrong) when (wrong.Kind == "KeyError")
        {
            throw new PythonException("AssertionError", wrong.Message);
        }
    }

    /// <summary>Scores out of five under headings.</summary>
    public static PythonDictionary HeadedScores(string text)
    {
        var made = new PythonDictionary();
        foreach (Match match in PythonRegex.Compile(@"## (.+?)\n.+?(\d)/5", RegexOptions.Singleline).Matches(text))
        {
            made[match.Groups[1].Value] = long.Parse(match.Groups[2].Value);
        }

        return made;
    }

    private static bool Matches(string match, string line, string choice) => match switch
    {
        "include" => choice.Contains(line, StringComparison.Ordinal),
        "exact" => line == choice,
        "endswith" => line.EndsWith(choice, StringComparison.Ordinal),
        _ => line.StartsWith(choice, StringComparison.Ordinal) || line.EndsWith(choice, StringComparison.Ordinal),
    };
}
