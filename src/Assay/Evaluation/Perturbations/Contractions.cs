namespace Assay.Evaluation.Perturbations;

/// <summary>Short forms written out and long forms shortened.</summary>
[Named("contractions")]
internal sealed class Contractions : PhrasePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Contractions";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string[]> Phrases { get; } = Groups(
        "do not|don't",
        "does not|doesn't",
        "did not|didn't",
        "is not|isn't",
        "are not|aren't",
        "was not|wasn't",
        "were not|weren't",
        "have not|haven't",
        "has not|hasn't",
        "had not|hadn't",
        "cannot|can't",
        "could not|couldn't",
        "should not|shouldn't",
        "would not|wouldn't",
        "will not|won't",
        "must not|mustn't",
        "need not|needn't",
        "i am|i'm",
        "you are|you're",
        "we are|we're",
        "they are|they're",
        "it is|it's",
        "that is|that's",
        "what is|what's",
        "there is|there's",
        "who is|who's",
        "i have|i've",
        "you have|you've",
        "we have|we've",
        "they have|they've",
        "i will|i'll",
        "you will|you'll",
        "he will|he'll",
        "she will|she'll",
        "we will|we'll",
        "they will|they'll",
        "it will|it'll",
        "let us|let's");
}
