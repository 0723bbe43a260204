namespace Assay.Development.Splits;

/// <summary>How well numbers rank or fit a target.</summary>
internal static class Ranking
{
    /// <summary>Area under the ROC curve: the chance that a positive row scores above a negative one, ties half; 0.5 when a class is missing.</summary>
    /// <remarks>Mann-Whitney statistic with mid-ranks (Hanley and McNeil, Radiology 143, 1982).</remarks>
    public static double Area(double[] scores, bool[] positive)
    {
        var order = Enumerable.Range(0, scores.Length).ToArray();
        var keys = (double[])scores.Clone();
        Array.Sort(keys, order);
        double sum = 0, count = positive.Count(p => p);
        for (var start = 0; start < keys.Length;)
        {
            var end = start;
            var positives = 0;
            while (end < keys.Length && keys[end].Equals(keys[start]))
            {
                positives += positive[order[end]] ? 1 : 0;
                end++;
            }

            sum += positives * ((start + 1 + end) / 2.0);
            start = end;
        }

        var negatives = scores.Length - count;
        return count == 0 || negatives == 0 ? 0.5 : (sum - (count * (count + 1) / 2)) / (count * negatives);
    }

    /// <summary>Share of the variance explained, at most 1; below 0 when worse than the mean.</summary>
    public static double Explained(double[] predicted, double[] truth)
    {
        var mean = truth.Average();
        var (left, all) = (0.0, 0.0);
        for (var i = 0; i < truth.Length; i++)
        {
            left += (truth[i] - predicted[i]) * (truth[i] - predicted[i]);
            all += (truth[i] - mean) * (truth[i] - mean);
        }

        return all == 0 ? 0 : 1 - (left / all);
    }
}
