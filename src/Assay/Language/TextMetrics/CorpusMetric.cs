namespace Assay.Language.TextMetrics;

/// <summary>A metric of texts against references whose corpus score is made of counts that add up over segments.</summary>
/// <remarks>Because counts add up, a corpus of resampled segments costs a few additions, not a new comparison of texts.</remarks>
internal abstract class CorpusMetric
{
    /// <summary>The counts of one segment.</summary>
    /// <param name="hypothesis">What a system wrote.</param>
    /// <param name="references">One or several right texts.</param>
    public abstract double[] Count(string hypothesis, IReadOnlyList<string> references);

    /// <summary>The score of counts added up, from 0 to 100 (TER: without an upper end).</summary>
    public abstract double Score(double[] counts);

    /// <summary>The score of a corpus; <paramref name="references"/> holds those of every segment.</summary>
    public double Corpus(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string>> references) => Score(Sum([.. hypotheses.Select((h, i) => Count(h, references[i]))]));

    /// <summary>Counts added up.</summary>
    public static double[] Sum(IReadOnlyList<double[]> counts)
    {
        var sum = new double[counts[0].Length];
        foreach (var one in counts)
        {
            Add(sum, one, 1);
        }

        return sum;
    }

    /// <summary>Adds a segment's counts, so many times, to a sum.</summary>
    public static void Add(double[] sum, double[] counts, double weight)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += weight * counts[i];
        }
    }

    /// <summary>How often each item occurs.</summary>
    protected static Dictionary<string, int> Tally(IEnumerable<string> items)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            counts[item] = counts.GetValueOrDefault(item) + 1;
        }

        return counts;
    }
}
