using Assay.Numerics;

namespace Assay.Evaluation.Perturbations;

/// <summary>Some words with one letter of a neighbouring key.</summary>
[Named("keyboard-neighbours")]
internal sealed class KeyboardNeighbours : WordPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Wrong keys";

    /// <inheritdoc/>
    protected override string ChangeWord(string word, CellDraw draw) => Slipped(word, draw.Random);

    private static string Slipped(string word, SeededRandom random)
    {
        var at = random.Next(word.Length);
        return char.IsSurrogate(word[at]) ? word : $"{word[..at]}{Typing.Neighbour(word[at], random)}{word[(at + 1)..]}";
    }
}
