using Assay.Language.Python;

namespace Assay.Language.Scoring;

/// <summary>The share of predictions that equal their reference, after what is to be ignored is taken away from both.</summary>
/// <remarks>Source: exact_match of Hugging Face's evaluate, as the harness has it.</remarks>
internal static class ExactMatch
{
    /// <summary>From 0 to 1. Options: regexes_to_ignore, ignore_case, ignore_punctuation, ignore_numbers.</summary>
    public static double Score(IReadOnlyList<object?> predictions, IReadOnlyList<object?> references, PythonDictionary options)
    {
        var equal = predictions.Zip(references).Count(p => PythonOperators.AreEqual(Cleaned(p.First, options), Cleaned(p.Second, options)));
        return (double)equal / predictions.Count;
    }

    private static object? Cleaned(object? value, PythonDictionary options)
    {
        bool Is(string key) => options.TryGet(key, out var v) && PythonOperators.Truth(v);
        if (value is not string text)
        {
            return value;
        }

        if (options.TryGet("regexes_to_ignore", out var patterns) && patterns is not null)
        {
            text = PythonOperators.Iterate(patterns).Aggregate(text, (t, p) => PythonRegex.Substitute(PythonText.Str(p), "", t));
        }

        text = Is("ignore_case") ? Casing.Lower(text) : text;
        text = Is("ignore_punctuation") ? string.Concat(text.Where(c => !(char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c))))) : text;
        // NumPy drops zero characters at the end of a text.
        return (Is("ignore_numbers") ? string.Concat(text.Where(c => !char.IsAsciiDigit(c))) : text).TrimEnd('\0');
    }
}
