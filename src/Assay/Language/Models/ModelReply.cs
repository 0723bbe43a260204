namespace Assay.Language.Models;

/// <summary>What a model answered to one question.</summary>
internal sealed record ModelReply
{
    /// <summary>A text that was generated; null for likelihoods.</summary>
    public string? Text { get; init; }

    /// <summary>The natural logarithm of the probability of every continuation, and whether every token of it is the likeliest; one entry for a whole text.</summary>
    public IReadOnlyList<(double LogLikelihood, bool IsGreedy)> Likelihoods { get; init; } = [];

    /// <summary>Tokens read and written, where the model says so.</summary>
    public TokenUsage Usage { get; init; }
}
