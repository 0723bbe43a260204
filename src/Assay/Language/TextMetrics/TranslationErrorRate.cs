namespace Assay.Language.TextMetrics;

/// <summary>TER: edits, shifts of phrases among them, that turn a text into the reference, in percent of the reference's words.</summary>
/// <remarks>Source: Snover et al., AMTA 2006; limits of Tercom and order of shifts as sacrebleu 2.6, against which it is checked.</remarks>
internal sealed class TranslationErrorRate : CorpusMetric
{
    private readonly Lazy<TercomTokenizer> tokenizer;

    public TranslationErrorRate() => tokenizer = new(() => new TercomTokenizer(Normalized, WithoutPunctuation, AsianSupport, CaseSensitive));

    public bool Normalized { get; init; }

    public bool WithoutPunctuation { get; init; }

    public bool AsianSupport { get; init; }

    public bool CaseSensitive { get; init; }

    /// <summary>Fewest edits over the references, and their mean length.</summary>
    public override double[] Count(string hypothesis, IReadOnlyList<string> references)
    {
        var words = tokenizer.Value.Words(hypothesis);
        var (edits, length) = (double.PositiveInfinity, 0.0);
        foreach (var reference in references)
        {
            var right = tokenizer.Value.Words(reference);
            edits = Math.Min(edits, right.Count == 0 ? words.Count : new ShiftSearch(right).Edits(words));
            length += right.Count;
        }

        return [edits, length / references.Count];
    }

    public override double Score(double[] counts) => 100 * (counts[1] > 0 ? counts[0] / counts[1] : counts[0] > 0 ? 1 : 0);
}
