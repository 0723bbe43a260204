using Assay.Language.Python;

namespace Assay.Language.Scoring;

/// <summary>SQuAD 2.0's exact match and F1, where an empty answer counts as one.</summary>
/// <remarks>Source: Rajpurkar et al., ACL 2018, evaluation script v2.0. <see cref="TokenF1"/> is that of v1.1, where two empty texts share nothing.</remarks>
internal static class SquadScore
{
    /// <summary>1 when the texts are equal without case, punctuation and articles, else 0.</summary>
    public static long Exact(string one, string other) => TokenF1.Normalize(one) == TokenF1.Normalize(other) ? 1 : 0;

    /// <summary>F1 over words, 0 to 1; with an empty text 1 when both are, else 0.</summary>
    public static double F1(string one, string other)
    {
        var (first, second) = (one.Length == 0 ? "" : TokenF1.Normalize(one), other.Length == 0 ? "" : TokenF1.Normalize(other));
        return first.Length == 0 || second.Length == 0 ? (first.Length == second.Length ? 1 : 0) : TokenF1.Score(one, other);
    }
}
