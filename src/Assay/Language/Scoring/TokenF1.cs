using Assay.Language.Python;

namespace Assay.Language.Scoring;

/// <summary>SQuAD's F1 over words, after case, punctuation and articles are taken away.</summary>
/// <remarks>Source: Rajpurkar et al., EMNLP 2016, evaluation script v1.1.</remarks>
internal static class TokenF1
{
    /// <summary>A text without case, punctuation and articles, one space between words.</summary>
    public static string Normalize(string text)
    {
        text = PythonStrings.WithoutPunctuation(Casing.Lower(text));
        return string.Join(' ', PythonStrings.SplitWhite(PythonRegex.Substitute(@"\b(a|an|the)\b", " ", text)));
    }

    /// <summary>F1 of the words two texts share, from 0 to 1.</summary>
    public static double Score(string prediction, string truth)
    {
        var (said, right) = (PythonStrings.SplitWhite(Normalize(prediction)), PythonStrings.SplitWhite(Normalize(truth)));
        var counts = right.GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count());
        double same = said.GroupBy(w => w).Sum(g => Math.Min(g.Count(), counts.GetValueOrDefault(g.Key)));
        if (same == 0)
        {
            return 0;
        }

        var (precision, recall) = (same / said.Count, same / right.Count);
        return 2 * precision * recall / (precision + recall);
    }
}
