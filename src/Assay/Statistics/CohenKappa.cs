namespace Assay.Statistics;

/// <summary>Agreement of two raters beyond chance.</summary>
/// <remarks>Source: Cohen, Educational and Psychological Measurement 20, 1960; with weights Psychological Bulletin 70, 1968; checked against scikit-learn 1.2's cohen_kappa_score.</remarks>
public static class CohenKappa
{
    /// <summary>One less disagreement seen over disagreement expected; 1 is full agreement, 0 what chance gives. NaN when both raters gave one and the same score throughout.</summary>
    /// <param name="first">One rater's scores, length n.</param>
    /// <param name="second">The other's.</param>
    /// <param name="distance">How bad it is to say the one for the other, 0 when they are equal.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are 0.</exception>
    public static double Of(IReadOnlyList<double> first, IReadOnlyList<double> second, Func<double, double, double> distance)
    {
        if (first.Count != second.Count || first.Count == 0)
        {
            throw new ArgumentException($"first has {first.Count} scores but second has {second.Count}; both need the same number, at least one.");
        }

        var seen = first.Zip(second, distance).Sum() / first.Count;
        var (left, right) = (first.CountBy(x => x).ToList(), second.CountBy(x => x).ToList());
        var expected = left.Sum(a => right.Sum(b => (double)a.Value * b.Value * distance(a.Key, b.Key))) / ((double)first.Count * first.Count);
        return expected == 0 ? double.NaN : 1 - (seen / expected);
    }
}
