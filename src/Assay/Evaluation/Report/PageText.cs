namespace Assay.Evaluation.Report;

/// <summary>Cuts text that someone else wrote to what a place on the page can hold.</summary>
internal static class PageText
{
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
