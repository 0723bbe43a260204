using Assay.Numerics;

namespace Assay.Language.Attacks;

/// <summary>The same request as other people would put it: in another frame, with courtesy, with doubt, or in a hurry.</summary>
/// <remarks>PromptBench takes prompts that went through another language and back, for its own data sets only; frames fit any prompt.</remarks>
[Named("semantic")]
internal sealed class SemanticAttack : PromptAttack
{
    private static readonly string[] frames =
    [
        "Kindly do what is written here: ", "Would you be so good as to do this for me? ", "I am not sure how to put this, but: ", "It is asked of you that the following be done. ", "Quick one - ",
        "What must be done is this: ", "To you falls this task: ", "Here is what I need from you, no more and no less. ",
    ];

    public override string Level => "semantic";

    public override IReadOnlyList<string> Whole(string prompt, SeededRandom random) => [.. frames.Select(f => f + prompt)];
}
