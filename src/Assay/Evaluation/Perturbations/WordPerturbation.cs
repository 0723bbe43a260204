using System.Text;
using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>A perturbation of text, word by word; a word is letters, digits and apostrophes in a row.</summary>
internal abstract class WordPerturbation : TextPerturbation
{
    /// <inheritdoc/>
    public override string DoseUnit => "share of words";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.05, 0.1, 0.2, 0.4];

    /// <inheritdoc/>
    protected sealed override string Change(string text, SeededRandom random, double dose)
    {
        var changed = new StringBuilder(text.Length + 16);
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            var word = IsWord(text[start]);
            while (end < text.Length && IsWord(text[end]) == word)
            {
                end++;
            }

            var piece = text[start..end];
            var draw = word ? CellDraw.Next(random, dose) : default;
            changed.Append(draw.Hit ? ChangeWord(piece, draw) : piece);
            start = end;
        }

        return changed.ToString();
    }

    /// <summary>The changed word.</summary>
    protected abstract string ChangeWord(string word, CellDraw draw);

    // Surrogates belong to a word so that no pair is ever torn by cutting at its edge.
    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || letter is '\'' or '\u2019';
}
