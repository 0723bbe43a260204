using System.Text;
using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>A perturbation of text, sign by sign.</summary>
internal abstract class LetterPerturbation : TextPerturbation
{
    /// <inheritdoc/>
    public override IReadOnlyList<double> Doses => [0.02, 0.05, 0.1, 0.2, 0.5];

    /// <inheritdoc/>
    protected sealed override string Change(string text, SeededRandom random, double dose)
    {
        var changed = new StringBuilder(text.Length + 16);
        foreach (var letter in text)
        {
            var draw = Touches(letter) ? CellDraw.Next(random, dose) : default;
            _ = draw.Hit ? changed.Append(Change(letter, draw)) : changed.Append(letter);
        }

        return changed.ToString();
    }

    /// <summary>Whether this sign may be changed.</summary>
    protected abstract bool Touches(char letter);

    /// <summary>What stands in its place.</summary>
    protected abstract string Change(char letter, CellDraw draw);
}
