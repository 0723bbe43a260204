using Assay.Numerics;

namespace Assay.Language.Attacks;

/// <summary>Words of the same meaning.</summary>
/// <remarks>Source of the search: Jin et al., AAAI 2020 (arXiv:1907.11932). Words come from a list of words of instructions, where the original takes neighbours of word vectors.</remarks>
[Named("textfooler")]
internal sealed class TextFoolerAttack : PromptAttack
{
    public override string Level => "word";

    public override IReadOnlyList<string> Candidates(string word, SeededRandom random) => InstructionWords.Like(word);
}
