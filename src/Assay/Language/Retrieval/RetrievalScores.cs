namespace Assay.Language.Retrieval;

/// <summary>How well one question's retrieved texts hold those that answer it.</summary>
/// <param name="Recall">Relevant ones among the first k, of all relevant ones (context recall by identity).</param>
/// <param name="Precision">Relevant ones among the first k, of k.</param>
/// <param name="ReciprocalRank">One over the place of the first relevant one, 0 when none is among the first k.</param>
/// <param name="AveragePrecision">The mean precision at the places of relevant ones, of the relevant ones found among the first k (context precision): whether they come first.</param>
/// <param name="Ndcg">Discounted gain over that of the best order, with graded relevance.</param>
public sealed record RetrievalScores(double Recall, double Precision, double ReciprocalRank, double AveragePrecision, double Ndcg)
{
    /// <summary>The scores of one question.</summary>
    /// <remarks>Gains are the grades themselves and the discount is 1 / log2(place + 1), as trec_eval and scikit-learn's ndcg_score have it (Järvelin and Kekäläinen, 2002). A text retrieved twice counts once.</remarks>
    /// <param name="retrieved">Names of texts, best first.</param>
    /// <param name="relevant">Relevant texts and their grades above 0; at least one.</param>
    /// <param name="k">How many of the retrieved count, at least 1.</param>
    /// <exception cref="ArgumentException">Nothing is relevant.</exception>
    public static RetrievalScores Of(IReadOnlyList<string> retrieved, IReadOnlyDictionary<string, double> relevant, int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        if (relevant.Count == 0 || relevant.Values.Any(g => g <= 0))
        {
            throw new ArgumentException("A question needs at least one relevant text, with grades above 0: without one no retrieval can be right or wrong.", nameof(relevant));
        }

        double[] gains = [.. retrieved.Distinct().Take(k).Select(r => relevant.GetValueOrDefault(r))];
        int[] hits = [.. Enumerable.Range(0, gains.Length).Where(i => gains[i] > 0)];
        return new RetrievalScores(
            (double)hits.Length / relevant.Count,
            (double)hits.Length / k,
            hits.Length == 0 ? 0 : 1.0 / (hits[0] + 1),
            hits.Length == 0 ? 0 : hits.Select((place, i) => (i + 1.0) / (place + 1)).Average(),
            Discounted(gains) / Discounted([.. relevant.Values.OrderDescending().Take(k)]));
    }

    private static double Discounted(double[] gains) => gains.Select((gain, i) => gain / Math.Log2(i + 2)).Sum();
}
