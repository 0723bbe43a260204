using Assay.Language.Runs;

namespace Assay.Language.Attacks;

/// <summary>What is attacked, and how hard.</summary>
public sealed record AttackOptions
{
    /// <summary>The one task, its data and the model; the limit counts the documents of search and measurement together.</summary>
    public required LanguageRunOptions Run { get; init; }

    /// <summary>Names of attacks; all when empty.</summary>
    public IReadOnlyList<string> Attacks { get; init; } = [];

    /// <summary>Words that stay, beside the choices of the task.</summary>
    public IReadOnlyList<string> Guarded { get; init; } = [];

    /// <summary>At most so many words are changed.</summary>
    public int MostWords { get; init; } = 4;

    /// <summary>The seed of what is drawn.</summary>
    public ulong Seed { get; init; }
}
