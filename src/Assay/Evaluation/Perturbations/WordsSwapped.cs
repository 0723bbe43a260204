using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>Some words change places with the next one.</summary>
[Named("words-swapped")]
internal sealed class WordsSwapped : TextPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Words change places";

    /// <inheritdoc/>
    public override string DoseUnit => "share of words";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.05, 0.1, 0.2, 0.4];

    /// <inheritdoc/>
    protected override string Change(string text, SeededRandom random, double dose)
    {
        var words = text.Split(' ');
        for (var i = 0; i + 1 < words.Length; i++)
        {
            if (CellDraw.Next(random, dose).Hit)
            {
                (words[i], words[i + 1]) = (words[i + 1], words[i]);
            }
        }

        return string.Join(' ', words);
    }
}
