using Assay.Language.Python;
using Assay.Language.Scoring;

namespace Assay.Language.Evals;

/// <summary>How OpenAI Evals' basic classes judge a completion.</summary>
/// <remarks>Source: openai/evals, its classes Match, Includes, FuzzyMatch, JsonMatch and MultipleChoice; checked against their recorded events.</remarks>
internal static class SampleMatch
{
    /// <summary>The first ideal answer the completion begins with, or null.</summary>
    public static string? Begins(string completion, IEnumerable<string> ideals) => ideals.FirstOrDefault(i => completion.StartsWith(i, StringComparison.Ordinal));

    /// <summary>Where the answer last stands in the text, as it stands there; null when it does not.</summary>
    public static string? Find(string text, string answer, bool ignoreCase)
    {
        var at = ignoreCase ? Casing.Lower(text).LastIndexOf(Casing.Lower(answer), StringComparison.Ordinal) : text.LastIndexOf(answer, StringComparison.Ordinal);
        return at < 0 ? null : text[Math.Min(at, text.Length)..Math.Min(text.Length, at + answer.Length)];
    }

    /// <summary>Whether one text holds the other once case, punctuation and articles are taken away.</summary>
    public static bool IsFuzzy(string one, string other)
    {
        var (a, b) = (TokenF1.Normalize(one), TokenF1.Normalize(other));
        return a.Length == 0 || b.Length == 0 ? a == b : a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal);
    }

    /// <summary>Whether two JSON values are the same element by element; what is missing or null is never right.</summary>
    public static bool IsSameJson(object? said, object? right) => (said, right) switch
    {
        (null, _) or (_, null) => false,
        (PythonDictionary a, PythonDictionary b) => a.Keys.Concat(b.Keys).All(k => IsSameJson(a.TryGet(k, out var x) ? x : null, b.TryGet(k, out var y) ? y : null)),
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(p => IsSameJson(p.First, p.Second)),
        (PythonDictionary or List<object?>, _) => false,
        _ => PythonOperators.AreEqual(said, right),
    };

    /// <summary>Answers in random order behind letters, and the letter of the right one.</summary>
    public static (string Options, string Letter) Lettered(IReadOnlyList<string> answers, int right, PythonRandom random)
    {
        var order = Enumerable.Range(0, answers.Count).ToList();
        random.Shuffle(order);
        return (string.Join('\n', order.Select((j, i) => $"{(char)('A' + i)}) {answers[j]}")), ((char)('A' + order.IndexOf(right))).ToString());
    }
}
