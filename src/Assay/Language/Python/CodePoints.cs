using System.Text;

namespace Assay.Language.Python;

/// <summary>Text counted in code points, as Python counts it; half a surrogate pair on its own is one.</summary>
internal static class CodePoints
{
    /// <summary>Number of code points.</summary>
    public static int Length(string text)
    {
        var pairs = 0;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && char.IsLowSurrogate(text[i + 1]))
            {
                pairs++;
                i++;
            }
        }

        return text.Length - pairs;
    }

    /// <summary>The code points, each as a text of its own.</summary>
    public static List<string> Split(string text)
    {
        var result = new List<string>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var pair = i + 1 < text.Length && char.IsHighSurrogate(text[i]) && char.IsLowSurrogate(text[i + 1]);
            result.Add(pair ? text.Substring(i, 2) : text[i].ToString());
            i += pair ? 1 : 0;
        }

        return result;
    }

    /// <summary>The code points as numbers.</summary>
    public static IEnumerable<int> Values(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsHighSurrogate(text[i]) && char.IsLowSurrogate(text[i + 1]))
            {
                yield return char.ConvertToUtf32(text[i], text[++i]);
            }
            else
            {
                yield return text[i];
            }
        }
    }

    /// <summary>Whether the text has a pair, so that its code points are not its characters.</summary>
    public static bool HasPairs(string text) => text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0;

    /// <summary>The number of code points before a position counted in characters.</summary>
    public static int IndexOf(string text, int position) => position < 0 ? -1 : Length(text[..position]);

    /// <summary>The text in code points from a list of them.</summary>
    public static string Join(IEnumerable<int> values)
    {
        var result = new StringBuilder();
        foreach (var value in values)
        {
            if (value is >= 0xd800 and <= 0xdfff)
            {
                result.Append((char)value);
            }
            else
            {
                result.Append(char.ConvertFromUtf32(value));
            }
        }

        return result.ToString();
    }
}
