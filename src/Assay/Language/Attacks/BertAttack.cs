using Assay.Numerics;

namespace Assay.Language.Attacks;

/// <summary>Words that fit the place, whatever they mean.</summary>
/// <remarks>Source of the search: Li et al., EMNLP 2020 (arXiv:2004.09984). Words come from a list of words of the same kind, where the original asks a masked language model.</remarks>
[Named("bertattack")]
internal sealed class BertAttack : PromptAttack
{
    public override string Level => "word";

    public override IReadOnlyList<string> Candidates(string word, SeededRandom random) => InstructionWords.InPlaceOf(word);
}
