using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Learners.Linear;

/// <summary>Takes a text apart.</summary>
internal static class TextPieces
{
    private const int LongestWord = 40;

    /// <summary>Counts words and pairs of words (kind 0), or runs of 3 to 5 signs within words and their borders (kind 1), in lower case.</summary>
    public static void Count(string? text, int kind, Dictionary<string, int> counts)
    {
        if (text is null)
        {
            return;
        }

        string? before = null;
        foreach (var word in Words(text, kind))
        {
            if (kind == 1)
            {
                CountRuns($" {word} ", counts);
                continue;
            }

            Add(counts, word);
            if (before is not null)
            {
                Add(counts, $"{before} {word}");
            }

            before = word;
        }
    }

    private static void CountRuns(string word, Dictionary<string, int> counts)
    {
        for (var length = 3; length <= 5; length++)
        {
            for (var start = 0; start + length <= word.Length; start++)
            {
                Add(counts, word.Substring(start, length));
            }
        }
    }

    // Letters and digits make words; for runs any sign that is no blank does, because "!!!" and "£1" say something too.
    private static IEnumerable<string> Words(string text, int kind)
    {
        var word = new StringBuilder();
        foreach (var sign in text)
        {
            if (kind == 1 ? !char.IsWhiteSpace(sign) : char.IsLetterOrDigit(sign) || sign == '_')
            {
                if (word.Length < LongestWord)
                {
                    word.Append(char.ToLowerInvariant(sign));
                }
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private static void Add(Dictionary<string, int> counts, string piece) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, piece, out _)++;
}
