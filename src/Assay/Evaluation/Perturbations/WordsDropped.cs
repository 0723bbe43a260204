namespace Assay.Evaluation.Perturbations;

/// <summary>Some words left out.</summary>
[Named("words-dropped")]
internal sealed class WordsDropped : WordPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Words left out";

    /// <inheritdoc/>
    public override bool KeepsMeaning => false;

    /// <inheritdoc/>
    protected override string ChangeWord(string word, CellDraw draw) => "";
}
