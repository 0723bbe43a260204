using Assay.Language.Python;

namespace Assay.Language.Scoring;

/// <summary>The share of predictions that equal their reference, after what is to be ignored is taken away from both.</summary>
/// <remarks>Source: exact_match of Hugging Face's evaluate, as the harness has it.</remarks>
internal static class ExactMatch
{
    /// <summary>From 0 to 1. Options: regexes_to_ignore, ignore_case, ignore_punctuation, ignore_numbers.</summary>
    public static double Score(IReadOnlyList<object?> predictions, IReadOnlyList<object?> references, PythonDictionary options)
    {
        // With an empty list of patterns and nothing else to ignore, the harness compares the two lists as a whole.
        if (options.TryGet("regexes_to_ignore", out var patterns) && patterns is List<object?> { Count: 0 } && !Is(options, "ignore_case") && !Is(options, "ignore_punctuation") && !Is(options, "ignore_numbers"))
        {
            return predictions.SequenceEqual(references, PythonEquality.Instance) ? 1 : 0;
        }

        var equal = predictions.Zip(references).Count(p => PythonOperators.AreEqual(Cleaned(p.First, options), Cleaned(p.Second, options)));
        return (double)equal / predictions.Count;
    }

    private static bool Is(PythonDictionary options, string key) => options.TryGet(key, out var v) && PythonOperators.Truth(v);

    private static object? Cleaned(object? value, PythonDictionary options)
    {
        if (value is not string text)
        {
            return value;
        }

        if (options.TryGet("regexes_to_ignore", out var patterns) && patterns is not null)
        {
            text = PythonOperators.Iterate(patterns).Aggregate(text, (t, p) => PythonRegex.Substitute(PythonText.Str(p), "", t));
        }

        text = Is(options, "ignore_case") ? Casing.Lower(text) : text;
        text = Is(options, "ignore_punctuation") ? PythonStrings.WithoutPunctuation(text) : text;
        // NumPy drops zero characters at the end of a text.
        return (Is(options, "ignore_numbers") ? string.Concat(text.Where(c => !char.IsAsciiDigit(c))) : text).TrimEnd('\0');
    }
}
