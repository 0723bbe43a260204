namespace Assay.Evaluation.Perturbations;

/// <summary>Words of one gender replaced by those of the other.</summary>
/// <remarks><c>her</c> becomes <c>his</c> or <c>him</c>: which of both is right would need a parser.</remarks>
[Named("gender-words")]
internal sealed class GenderWords : PhrasePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Words of the other gender";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string[]> Phrases { get; } = Pairs(
        "he|she",
        "himself|herself",
        "man|woman",
        "men|women",
        "boy|girl",
        "boys|girls",
        "father|mother",
        "dad|mum",
        "son|daughter",
        "sons|daughters",
        "brother|sister",
        "brothers|sisters",
        "husband|wife",
        "uncle|aunt",
        "nephew|niece",
        "grandfather|grandmother",
        "king|queen",
        "prince|princess",
        "gentleman|lady",
        "gentlemen|ladies",
        "sir|madam",
        "mr|ms",
        "male|female",
        "males|females",
        "boyfriend|girlfriend",
        "actor|actress",
        "waiter|waitress",
        "widower|widow",
        "chairman|chairwoman",
        "businessman|businesswoman");

    // Three words that are no pair: two of them share a form.
    private static IReadOnlyDictionary<string, string[]> Pairs(params string[] groups) =>
        new Dictionary<string, string[]>(Groups(groups)) { ["him"] = ["her"], ["his"] = ["her"], ["her"] = ["him", "his"], ["hers"] = ["his"] };
}
