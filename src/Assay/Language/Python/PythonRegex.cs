using System.Text;
using System.Text.RegularExpressions;

namespace Assay.Language.Python;

/// <summary>Patterns and replacements of Python's <c>re</c> as .NET's.</summary>
internal static class PythonRegex
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    /// <summary>The compiled pattern.</summary>
    /// <exception cref="PythonException">The pattern is none.</exception>
    public static Regex Compile(string pattern, RegexOptions options = RegexOptions.None)
    {
        try
        {
            return new Regex(Pattern(pattern), options | RegexOptions.CultureInvariant, patience);
        }
        catch (ArgumentException wrong)
        {
            throw new PythonException("error", wrong.Message);
        }
    }

    /// <summary><c>re.sub(pattern, replacement, text, count)</c>.</summary>
    public static string Substitute(string pattern, string replacement, string text, int count = 0) =>
        Compile(pattern).Replace(text, match => Expand(replacement, match), count <= 0 ? -1 : count);

    /// <summary><c>re.escape(text)</c>.</summary>
    public static string Escaped(string text) => string.Concat(text.Select(c => char.IsAscii(c) && !char.IsAsciiLetterOrDigit(c) && c != '_' ? $"\\{c}" : c.ToString()));

    /// <summary>What <c>re.findall</c> gives: the match, the only group, or a tuple of the groups.</summary>
    public static List<object?> FindAll(Regex pattern, string text)
    {
        var groups = pattern.GetGroupNumbers().Length - 1;
        return
        [
            .. pattern.Matches(text).Select(object? (m) => groups switch
            {
                0 => m.Value,
                1 => m.Groups[1].Value,
                _ => new PythonTuple([.. Enumerable.Range(1, groups).Select(g => (object?)m.Groups[g].Value)]),
            }),
        ];
    }

    private static string Expand(string replacement, Match match)
    {
        var result = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] != '\\' || i + 1 >= replacement.Length)
            {
                result.Append(replacement[i]);
                continue;
            }

            var c = replacement[++i];
            if (c is >= '1' and <= '9')
            {
                var digits = i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) ? 2 : 1;
                result.Append(match.Groups[int.Parse(replacement.AsSpan(i, digits))].Value);
                i += digits - 1;
            }
            else if (c == 'g' && i + 1 < replacement.Length && replacement[i + 1] == '<')
            {
                var end = replacement.IndexOf('>', i);
                result.Append(match.Groups[replacement[(i + 2)..end]].Value);
                i = end;
            }
            else
            {
                result.Append(c switch { 'n' => "\n", 't' => "\t", 'r' => "\r", '\\' => "\\", 'a' => "\a", 'f' => "\f", 'v' => "\v", '0' => "\0", _ => "\\" + c });
            }
        }

        return result.ToString();
    }

    // Python's word characters are letters, numbers and the underscore; .NET adds marks and leaves out numbers that are no decimals.
    private const string Word = @"\p{L}\p{N}_";
    private const string Space = @"\s\x1c-\x1f";

    private static string Pattern(string python)
    {
        var result = new StringBuilder();
        var inClass = false;
        for (var i = 0; i < python.Length; i++)
        {
            var c = python[i];
            if (c == '\\' && i + 1 < python.Length)
            {
                result.Append(Escape(python[++i], inClass));
            }
            else if (!inClass && c == '(' && string.CompareOrdinal(python, i, "(?P<", 0, 4) == 0)
            {
                result.Append("(?<");
                i += 3;
            }
            else if (!inClass && c == '(' && string.CompareOrdinal(python, i, "(?P=", 0, 4) == 0)
            {
                var end = python.IndexOf(')', i);
                result.Append($"\\k<{python[(i + 4)..end]}>");
                i = end;
            }
            else if (inClass)
            {
                inClass = c != ']';
                result.Append(c == '[' ? "\\[" : c.ToString());
            }
            else if (c == '[')
            {
                inClass = true;
                result.Append(c);
                i = ClassStart(python, i, result);
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    // After [ or [^ a ] stands for itself.
    private static int ClassStart(string python, int i, StringBuilder result)
    {
        if (i + 1 < python.Length && python[i + 1] == '^')
        {
            result.Append('^');
            i++;
        }

        if (i + 1 < python.Length && python[i + 1] == ']')
        {
            result.Append("\\]");
            i++;
        }

        return i;
    }

    private static string Escape(char c, bool inClass) => c switch
    {
        'Z' => @"\z",
        'w' => inClass ? Word : $"[{Word}]",
        'W' when !inClass => $"[^{Word}]",
        's' => inClass ? Space : $"[{Space}]",
        'S' when !inClass => $"[^{Space}]",
        'b' when !inClass => $"(?:(?<=[{Word}])(?![{Word}])|(?<![{Word}])(?=[{Word}]))",
        'B' when !inClass => $"(?:(?<=[{Word}])(?=[{Word}])|(?<![{Word}])(?![{Word}]))",
        _ => "\\" + c,
    };
}
