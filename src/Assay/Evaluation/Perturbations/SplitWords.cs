namespace Assay.Evaluation.Perturbations;

/// <summary>Some words of four letters or more with a blank inside.</summary>
[Named("split-words")]
internal sealed class SplitWords : WordPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Words torn apart";

    /// <inheritdoc/>
    protected override string ChangeWord(string word, CellDraw draw) => word.Length < 4 || word.Any(char.IsSurrogate) ? word : word.Insert(1 + draw.Pick(word.Length - 1), " ");
}
