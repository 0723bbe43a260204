using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>Slips of the fingers.</summary>
internal static class Typing
{
    // A keyboard's rows; the neighbours of a key are those beside it and those it touches above and below.
    private static readonly string[] keys = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>One slip in a word of at least two letters: two letters change places, one is left out, doubled, or a neighbour key's.</summary>
    /// <remarks>The four kinds of Damerau, Communications of the ACM 7(3), 1964: transposition, deletion, insertion, substitution.</remarks>
    public static string Slip(string word, SeededRandom random)
    {
        if (word.Length < 2 || word.Any(char.IsSurrogate))
        {
            return word;
        }

        var at = random.Next(word.Length);
        switch (random.Next(4))
        {
            case 0:
                var first = Math.Min(at, word.Length - 2);
                var swapped = $"{word[..first]}{word[first + 1]}{word[first]}{word[(first + 2)..]}";
                return swapped != word ? swapped : word.Remove(at, 1);
            case 1:
                return word.Remove(at, 1);
            case 2:
                return word.Insert(at, word[at].ToString());
            default:
                return $"{word[..at]}{Neighbour(word[at], random)}{word[(at + 1)..]}";
        }
    }

    /// <summary>A key beside this one, in the same case; <c>x</c> for a sign that is on no such keyboard.</summary>
    public static char Neighbour(char letter, SeededRandom random)
    {
        var small = char.ToLowerInvariant(letter);
        var row = Array.FindIndex(keys, k => k.Contains(small));
        if (row < 0)
        {
            return 'x';
        }

        var at = keys[row].IndexOf(small);
        var near = new List<char>();
        Add(row, at - 1);
        Add(row, at + 1);
        Add(row - 1, at);
        Add(row - 1, at + 1);
        Add(row + 1, at - 1);
        Add(row + 1, at);
        var chosen = near[random.Next(near.Count)];
        return char.IsUpper(letter) ? char.ToUpperInvariant(chosen) : chosen;

        void Add(int line, int key)
        {
            if (line >= 0 && line < keys.Length && key >= 0 && key < keys[line].Length)
            {
                near.Add(keys[line][key]);
            }
        }
    }
}
