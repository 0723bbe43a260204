namespace Assay.Evaluation.Perturbations;

/// <summary>Some words said twice.</summary>
[Named("words-repeated")]
internal sealed class WordsRepeated : WordPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Words said twice";

    /// <inheritdoc/>
    protected override string ChangeWord(string word, CellDraw draw) => $"{word} {word}";
}
