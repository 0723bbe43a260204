using Assay.Numerics;

namespace Assay.Language.Attacks;

/// <summary>A way to change the words of a prompt but not what it asks, found by its name: one file an attack.</summary>
/// <remarks>
/// Words in placeholders and label words are never changed. Attacks on words give candidates for one word at a time and the search (Jin et al., 2020) goes
/// from the word that matters most; the others give whole texts, all of which are tried.
/// Kinds and limits as PromptBench has them (Zhu et al., 2023, arXiv:2306.04528).
/// </remarks>
internal abstract class PromptAttack
{
    /// <summary>character, word, sentence or semantic.</summary>
    public abstract string Level { get; }

    /// <summary>What may stand for a word; none for attacks on whole texts.</summary>
    public virtual IReadOnlyList<string> Candidates(string word, SeededRandom random) => [];

    /// <summary>What may stand for the whole text; none for attacks on words.</summary>
    public virtual IReadOnlyList<string> Whole(string prompt, SeededRandom random) => [];
}
