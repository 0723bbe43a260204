using System.Buffers;
using System.Globalization;
using System.Text;
using Assay.Server.Frame;

namespace Assay.Server.Runs;

/// <summary>MLflow's rules for names and values of metrics, parameters and tags, with its messages.</summary>
internal static class NameRules
{
    internal const int LongestKey = 250;
    internal const int LongestParameter = 6000;
    internal const int LongestTag = 5000;

    private const string Letters =
        "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), and slashes (/).";

    private static readonly SearchValues<char> PlainLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. /");

    /// <summary>Whether a name is well formed at first sight: plain letters, and nothing that could be a way up or an empty part of a path.</summary>
    internal static bool IsPlain(ReadOnlySpan<char> name) => !name.ContainsAnyExcept(PlainLetters) && name.Length is > 0 and <= LongestKey
        && name[0] is not ('.' or '/') && name[^1] != '/' && !name.Contains("//", StringComparison.Ordinal) && !name.Contains("/.", StringComparison.Ordinal);

    internal static void CheckMetric(string name)
    {
        CheckName("metric", name);
        CheckLength("Metric name", name, LongestKey);
    }

    /// <summary>A parameter's key; its value cut where it is too long.</summary>
    internal static string CheckParameter(string key, string value)
    {
        CheckName("parameter", key);
        CheckLength("Param key", key, LongestKey);
        return Cut(value, LongestParameter);
    }

    /// <summary>A tag's key; its value cut where it is too long.</summary>
    internal static string CheckTag(string key, string value)
    {
        CheckName("tag", key);
        CheckLength("Tag key", key, LongestKey);
        return Cut(value, LongestTag);
    }

    /// <summary>Refuses what is longer than it may be, counted in characters as Python counts them.</summary>
    /// <exception cref="Refusal">With MLflow's message.</exception>
    internal static void CheckLength(string what, string text, int longest)
    {
        var length = Length(text);
        if (length > longest)
        {
            throw Refusal.Invalid($"{what} '{Cut(text, 250)}' had length {length}, which exceeded length limit of {longest}");
        }
    }

    /// <summary>Length in Unicode characters.</summary>
    internal static int Length(string text) => text.Length - text.Count(char.IsLowSurrogate);

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest || Length(text) <= longest)
        {
            return text;
        }

        var end = 0;
        foreach (var rune in text.EnumerateRunes().Take(longest))
        {
            end += rune.Utf16SequenceLength;
        }

        return text[..end];
    }

    private static void CheckName(string kind, string name)
    {
        if (IsPlain(name))
        {
            return;
        }

        if (!name.All(IsAllowed))
        {
            throw Refusal.Invalid($"Invalid {kind} name: '{name}'. {Letters}");
        }

        var plain = Plain(name);
        if (plain != name || plain == "." || plain.StartsWith("..", StringComparison.Ordinal) || plain.StartsWith('/'))
        {
            throw Refusal.Invalid(
                $"Invalid {kind} name: '{name}'. Names may be treated as files in certain cases, and must not resolve to other names when treated as such. "
                + $"This name would resolve to '{plain}'");
        }
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '/' or '.' or '-' or ' '
        || (c > 127 && (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber));

    // What the name becomes as a path: no empty parts, no ".", ".." taken back.
    private static string Plain(string name)
    {
        if (name.Length == 0)
        {
            return ".";
        }

        var root = name.StartsWith("//", StringComparison.Ordinal) && !name.StartsWith("///", StringComparison.Ordinal) ? "//" : name[0] == '/' ? "/" : "";
        var parts = new List<string>();
        foreach (var part in name.Split('/').Where(p => p is not ("" or ".")))
        {
            if (part != ".." || (root.Length == 0 && parts.Count == 0) || (parts.Count > 0 && parts[^1] == ".."))
            {
                parts.Add(part);
            }
            else if (parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        var plain = root + string.Join('/', parts);
        return plain.Length == 0 ? "." : plain;
    }
}
