using Assay.Numerics;

namespace Assay.Language.Attacks;

/// <summary>Something that is always true, at the end.</summary>
/// <remarks>Source: Naik et al., COLING 2018 (arXiv:1806.00692): tautologies that say nothing.</remarks>
[Named("stresstest")]
internal sealed class StressTestAttack : PromptAttack
{
    private const int Times = 5;
    private static readonly string[] tautologies = [string.Concat(Enumerable.Repeat(" and true is true", Times)), " and false is not true", " and if false is not true then true is true"];

    public override string Level => "sentence";

    public override IReadOnlyList<string> Whole(string prompt, SeededRandom random) => [.. tautologies.Select(t => $"{prompt.TrimEnd()}{t}{prompt[prompt.TrimEnd().Length..]}")];
}
