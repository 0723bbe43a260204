using Assay.Numerics;

namespace Assay.Language.Attacks;

/// <summary>One slip of the keyboard: two letters swapped, one replaced, left out or put in.</summary>
/// <remarks>Source: Gao et al., 2018 (arXiv:1801.04354): the four transformations, edit distance at most 2.</remarks>
[Named("deepwordbug")]
internal sealed class DeepWordBugAttack : PromptAttack
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    public override string Level => "character";

    public override IReadOnlyList<string> Candidates(string word, SeededRandom random)
    {
        if (word.Length < 2)
        {
            return [];
        }

        var at = random.Next(word.Length - 1);
        var letter = Letters[random.Next(Letters.Length)];
        return
        [
            .. ((string[])[$"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}", $"{word[..at]}{letter}{word[(at + 1)..]}", word.Remove(at, 1), word.Insert(at, letter.ToString())]).Where(w => w != word).Distinct(),
        ];
    }
}
