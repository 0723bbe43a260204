namespace Assay.Evaluation.Perturbations;

/// <summary>Some words in capitals, or in small letters where they were in capitals.</summary>
[Named("text-case")]
internal sealed class TextCase : WordPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Words in another case";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.05, 0.1, 0.25, 0.5, 1];

    /// <inheritdoc/>
    protected override string ChangeWord(string word, CellDraw draw) => word.Any(char.IsLower) ? word.ToUpperInvariant() : word.ToLowerInvariant();
}
