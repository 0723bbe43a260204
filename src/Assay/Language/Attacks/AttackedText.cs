using System.Text.RegularExpressions;

namespace Assay.Language.Attacks;

/// <summary>A prompt as words that may be changed and everything else, which may not: placeholders, label words, punctuation.</summary>
internal sealed partial class AttackedText
{
    private readonly string[] parts;

    private AttackedText(string[] parts, IReadOnlyList<int> words) => (this.parts, Words) = (parts, words);

    /// <summary>Positions of words that may be changed.</summary>
    public IReadOnlyList<int> Words { get; }

    /// <summary>Takes a prompt apart.</summary>
    /// <param name="prompt">A text or template.</param>
    /// <param name="guarded">Words that stay, whatever their case.</param>
    public static AttackedText Of(string prompt, IReadOnlySet<string> guarded)
    {
        string[] parts = [.. Pieces().Matches(prompt).Select(m => m.Value)];
        return new AttackedText(parts, [.. Enumerable.Range(0, parts.Length).Where(i => char.IsLetter(parts[i][0]) && !guarded.Contains(parts[i].ToLowerInvariant()))]);
    }

    /// <summary>The word at a position.</summary>
    public string this[int at] => parts[at];

    /// <summary>The same text with another word at a position.</summary>
    public AttackedText With(int at, string word)
    {
        var made = (string[])parts.Clone();
        made[at] = word;
        return new AttackedText(made, Words);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Concat(parts);

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}|\p{L}+(?:['’-]\p{L}+)*|[^\p{L}{]+|.", RegexOptions.Singleline)]
    private static partial Regex Pieces();
}
