using System.Text.RegularExpressions;
using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>Breaks lines at words, as Python's textwrap does for Jinja2's filter wordwrap.</summary>
internal static class WordWrap
{
    public static string Wrap(string text, int width, bool breakLong, string separator) =>
        string.Join(separator, PythonStrings.Lines(text).Select(line => string.Join(separator, Lines(line, width, breakLong))));

    private static List<string> Lines(string line, int width, bool breakLong)
    {
        // White space, or words cut behind a hyphen between letters.
        var chunks = new Queue<string>(Regex.Matches(line, @"\s+|[^\s-]*[^\W\d_]-(?=[^\W\d_])|[^\s]+?(?=(?<=[^\W\d_]-)[^\W\d_])|\S+").Select(m => m.Value));
        var lines = new List<string>();
        while (chunks.Count > 0)
        {
            var current = new List<string>();
            var length = 0;
            if (lines.Count > 0 && string.IsNullOrWhiteSpace(chunks.Peek()))
            {
                chunks.Dequeue();
            }

            while (chunks.Count > 0 && length + CodePoints.Length(chunks.Peek()) <= width)
            {
                length += CodePoints.Length(chunks.Peek());
                current.Add(chunks.Dequeue());
            }

            if (chunks.Count > 0 && CodePoints.Length(chunks.Peek()) > width)
            {
                chunks = Long(chunks, current, width - length, breakLong);
            }

            if (current.Count > 0 && string.IsNullOrWhiteSpace(current[^1]))
            {
                current.RemoveAt(current.Count - 1);
            }

            if (current.Count > 0)
            {
                lines.Add(string.Concat(current));
            }
        }

        return lines;
    }

    private static Queue<string> Long(Queue<string> chunks, List<string> current, int space, bool breakLong)
    {
        if (!breakLong)
        {
            if (current.Count == 0)
            {
                current.Add(chunks.Dequeue());
            }

            return chunks;
        }

        var points = CodePoints.Split(chunks.Dequeue());
        space = Math.Max(1, space);
        current.Add(string.Concat(points.Take(space)));
        return new Queue<string>(chunks.Prepend(string.Concat(points.Skip(space))));
    }
}
