using Assay.Numerics;

namespace Assay.Language.Attacks;

/// <summary>What people read over: a blank in a word, a letter less, two inner letters swapped, a letter that looks the same; or another word.</summary>
/// <remarks>Source: Li et al., NDSS 2019 (arXiv:1812.05271), section III. The other word comes from a short list instead of word vectors.</remarks>
[Named("textbugger")]
internal sealed class TextBuggerAttack : PromptAttack
{
    private const string From = "aceijopsxyAS01l";
    private const string To = "\u0430\u0441\u0435\u0456\u0458\u043e\u0440\u0455\u0445\u0443@$oll1";

    public override string Level => "character";

    public override IReadOnlyList<string> Candidates(string word, SeededRandom random)
    {
        var made = new List<string>(InstructionWords.Like(word));
        if (word.Length >= 4)
        {
            var at = 1 + random.Next(word.Length - 3);
            made.Add(word.Insert(at, " "));
            made.Add(word.Remove(at, 1));
            made.Add($"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}");
        }

        var alike = Enumerable.Range(0, word.Length).Where(i => From.Contains(word[i], StringComparison.Ordinal)).ToList();
        if (alike.Count > 0)
        {
            var at = alike[random.Next(alike.Count)];
            made.Add($"{word[..at]}{To[From.IndexOf(word[at], StringComparison.Ordinal)]}{word[(at + 1)..]}");
        }

        return [.. made.Where(w => w != word).Distinct()];
    }
}
