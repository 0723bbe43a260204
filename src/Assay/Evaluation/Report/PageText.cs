namespace Assay.Evaluation.Report;

/// <summary>Text in the shape that its place on the page needs.</summary>
internal static class PageText
{
    /// <summary>The text with a capital letter, to begin a sentence.</summary>
    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The text, cut for a line of a chart; never in the middle of a surrogate pair.</summary>
    public static string Short(string text, int letters = 28)
    {
        if (text.Length <= letters)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[letters - 2]) ? letters - 2 : letters - 1;
        return text[..end].TrimEnd() + "…";
    }
}
