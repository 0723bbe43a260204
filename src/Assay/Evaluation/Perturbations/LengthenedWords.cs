namespace Assay.Evaluation.Perturbations;

/// <summary>Some words with a letter drawn out, as in <c>sooo</c>.</summary>
[Named("lengthened-words")]
internal sealed class LengthenedWords : WordPerturbation
{
    /// <inheritdoc/>
    public override string Title => "Words drawn out";

    /// <inheritdoc/>
    protected override string ChangeWord(string word, CellDraw draw) => Drawn(word, draw.Pick(word.Length));

    private static string Drawn(string word, int at) => char.IsLetter(word[at]) ? word.Insert(at, new string(word[at], 2)) : word;
}
