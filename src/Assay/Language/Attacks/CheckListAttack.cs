using Assay.Numerics;

namespace Assay.Language.Attacks;

/// <summary>Ten letters and digits that mean nothing, at the end.</summary>
/// <remarks>Source: Ribeiro et al., ACL 2020 (arXiv:2005.04118), as PromptBench uses it: one of fifty random strings.</remarks>
[Named("checklist")]
internal sealed class CheckListAttack : PromptAttack
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const int Texts = 50;
    private const int Length = 10;

    public override string Level => "sentence";

    public override IReadOnlyList<string> Whole(string prompt, SeededRandom random) =>
        [.. Enumerable.Range(0, Texts).Select(_ => $"{prompt.TrimEnd()} {string.Concat(Enumerable.Range(0, Length).Select(_ => Letters[random.Next(Letters.Length)]))}{prompt[prompt.TrimEnd().Length..]}")];
}
