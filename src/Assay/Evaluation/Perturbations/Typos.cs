namespace Assay.Evaluation.Perturbations;

/// <summary>Some words with one slip of the finger: letters exchanged, left out, doubled, or a neighbour key's.</summary>
[Named("typos")]
internal sealed class Typos : WordPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Typos";

    /// <inheritdoc/>
    protected override string ChangeWord(string word, CellDraw draw) => Typing.Slip(word, draw.Random);
}
