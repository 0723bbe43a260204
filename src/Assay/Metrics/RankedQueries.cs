using Assay.Numerics;

namespace Assay.Metrics;

/// <summary>Scores of rankings: one list of documents a query, averaged over queries.</summary>
/// <remarks>Source: Jarvelin and Kekalainen, ACM TOIS 20, 2002; ties: McSherry and Najork, ECIR 2008; checked against scikit-learn 1.2.1.</remarks>
public sealed class RankedQueries
{
    private readonly IReadOnlyList<double[]> relevance;
    private readonly IReadOnlyList<double[]> scores;
    private readonly int[][] orders;

    /// <summary>Takes the queries.</summary>
    /// <param name="relevance">One array a query: relevance of each document, at least 0.</param>
    /// <param name="scores">The same shape: larger is ranked earlier; of equal scores the earlier document first unless a method says otherwise.</param>
    /// <exception cref="AssayException"><c>data.no-rows</c>, <c>data.single-document</c>, <c>data.not-finite</c>, <c>data.value-outside</c>.</exception>
    /// <exception cref="ArgumentException">Shapes differ.</exception>
    public RankedQueries(IReadOnlyList<double[]> relevance, IReadOnlyList<double[]> scores)
    {
        if (relevance.Count != scores.Count || relevance.Where((r, q) => r.Length != scores[q].Length).Any())
        {
            throw new ArgumentException("Relevance and scores need the same queries with the same documents.");
        }

        Door.CheckRows(relevance.Count);
        for (var query = 0; query < scores.Count; query++)
        {
            Door.Finite(scores[query], "score");
            Door.Finite(relevance[query], "relevance");
            if (scores[query].Length < 2)
            {
                throw new AssayException("data.single-document", $"Query {query} has {scores[query].Length} documents; a ranking needs at least two.");
            }

            if (relevance[query].Any(r => r < 0))
            {
                throw new AssayException("data.value-outside", $"Relevance is at least 0; query {query} has {relevance[query].Min()}. Shift the grades so that irrelevant is 0.");
            }
        }

        (this.relevance, this.scores) = (relevance, scores);
        orders = [.. scores.Select(s => RadixSort.Order(Array.ConvertAll(s, score => -score)))];
    }

    /// <summary>Mean discounted cumulative gain of the first <paramref name="count"/>: relevance / log2(rank + 1), tied documents sharing their places.</summary>
    public double Dcg(int count = int.MaxValue) => Mean(q => Gain(q, relevance[q], count));

    /// <summary>DCG over that of the best order; 0 for a query without relevant documents.</summary>
    public double Ndcg(int count = int.MaxValue) => Mean(q => Normalised(q, relevance[q], count));

    /// <summary>NDCG with gain 2^relevance - 1, as web search uses it (Burges et al., ICML 2005).</summary>
    public double NdcgExponential(int count = int.MaxValue) => Mean(q => Normalised(q, Array.ConvertAll(relevance[q], r => Math.Pow(2, r) - 1), count));

    /// <summary>NDCG that takes equal scores in the order of documents.</summary>
    public double NdcgIgnoringTies(int count = int.MaxValue) => Mean(q => Ratio(Plain(orders[q], relevance[q], count), Best(relevance[q], count)));

    /// <summary>Mean of one over the rank of the first document of at least that relevance; 0 when there is none.</summary>
    public double ReciprocalRank(double relevant) => Mean(q =>
    {
        var place = Array.FindIndex(orders[q], d => relevance[q][d] >= relevant);
        return place < 0 ? 0 : 1.0 / (place + 1);
    });

    /// <summary>Mean over queries of the mean precision at each relevant document; 0 when there is none.</summary>
    public double MeanAveragePrecision(double relevant) => Mean(q =>
    {
        var (found, sum) = (0, 0.0);
        for (var place = 0; place < orders[q].Length; place++)
        {
            if (relevance[q][orders[q][place]] >= relevant)
            {
                sum += (double)++found / (place + 1);
            }
        }

        return found == 0 ? 0 : sum / found;
    });

    /// <summary>Mean share of relevant documents among the first so many.</summary>
    public double PrecisionAt(int count, double relevant) => Mean(q => (double)Found(q, count, relevant) / count);

    /// <summary>Mean share of all relevant documents that are among the first so many; 0 when there is none.</summary>
    public double RecallAt(int count, double relevant) => Mean(q =>
    {
        var all = relevance[q].Count(r => r >= relevant);
        return all == 0 ? 0 : (double)Found(q, count, relevant) / all;
    });

    private static double Discount(int place, int count) => place < count ? 1 / Math.Log2(place + 2) : 0;

    private static double Ratio(double gain, double best) => best > 0 ? gain / best : 0;

    private static double Plain(int[] order, double[] gains, int count) =>
        order.Take(count).Select((document, place) => gains[document] * Discount(place, count)).Sum();

    private static double Best(double[] gains, int count) =>
        gains.OrderDescending().Take(count).Select((gain, place) => gain * Discount(place, count)).Sum();

    private int Found(int query, int count, double relevant) => orders[query].Take(count).Count(d => relevance[query][d] >= relevant);

    private double Mean(Func<int, double> of) => Enumerable.Range(0, relevance.Count).Average(of);

    private double Normalised(int query, double[] gains, int count) => Ratio(Gain(query, gains, count), Best(gains, count));

    private double Gain(int query, double[] gains, int count)
    {
        var (order, sum) = (orders[query], 0.0);
        for (int start = 0, end; start < order.Length; start = end)
        {
            var (gain, discount) = (0.0, 0.0);
            for (end = start; end < order.Length && scores[query][order[end]] == scores[query][order[start]]; end++)
            {
                gain += gains[order[end]];
                discount += Discount(end, count);
            }

            sum += gain / (end - start) * discount;
        }

        return sum;
    }
}
