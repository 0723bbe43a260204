namespace Assay.Evaluation.Perturbations;

/// <summary>Some everyday words replaced by ones of the same meaning.</summary>
/// <remarks>A short list of common English words that may stand for each other in most sentences; no thesaurus.</remarks>
[Named("synonyms")]
internal sealed class Synonyms : PhrasePerturbation
{
    /// <inheritdoc/>
    public override string Title => "Words of the same meaning";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string[]> Phrases { get; } = Groups(
        "big|large",
        "small|little",
        "begin|start",
        "buy|purchase",
        "help|assist",
        "happy|glad",
        "quick|fast",
        "answer|reply",
        "ask|inquire",
        "wrong|incorrect",
        "right|correct",
        "need|require",
        "show|display",
        "important|significant",
        "hard|difficult",
        "easy|simple",
        "rich|wealthy",
        "sad|unhappy",
        "smart|clever",
        "end|finish",
        "get|obtain",
        "give|provide",
        "keep|retain",
        "choose|select",
        "whole|entire",
        "near|close",
        "enough|sufficient",
        "maybe|perhaps",
        "almost|nearly",
        "often|frequently",
        "people|persons",
        "kids|children",
        "car|automobile",
        "movie|film",
        "doctor|physician",
        "job|occupation",
        "house|home",
        "money|cash",
        "phone|telephone",
        "picture|image",
        "error|mistake",
        "great|excellent",
        "terrible|awful",
        "nice|pleasant",
        "really|truly",
        "also|too",
        "however|nevertheless",
        "about|approximately",
        "before|prior to",
        "many|numerous",
        "please|kindly",
        "okay|ok",
        "hello|hi",
        "thanks|thank you",
        "goodbye|bye");
}
