namespace Assay.Language.Models;

/// <summary>Tokens a model was paid for.</summary>
/// <param name="Read">Tokens of prompts.</param>
/// <param name="Written">Tokens of answers.</param>
public readonly record struct TokenUsage(long Read, long Written)
{
    /// <summary>Both together.</summary>
    public long Total => Read + Written;

    /// <summary>Added up.</summary>
    public static TokenUsage operator +(TokenUsage left, TokenUsage right) => new(left.Read + right.Read, left.Written + right.Written);
}
