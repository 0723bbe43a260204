using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Many learners over many data sets: Friedman's test of equal mean ranks with Nemenyi's critical difference.</summary>
/// <param name="Friedman">Chi-squared statistic with tie correction and its p value.</param>
/// <param name="ImanDavenport">The F form, less conservative, and its p value.</param>
/// <param name="MeanRanks">Mean rank of each learner; 1 is best.</param>
/// <param name="CriticalDifference">Two learners whose mean ranks differ by at least this differ significantly (all pairs together).</param>
/// <remarks>Source: Friedman, JASA 32, 1937; Iman and Davenport 1980; Nemenyi 1963; all as in Demsar, JMLR 7, 2006.</remarks>
public sealed record RankComparison(TestResult Friedman, TestResult ImanDavenport, IReadOnlyList<double> MeanRanks, double CriticalDifference)
{
    /// <summary>The tests.</summary>
    /// <param name="scores">One row a data set, one score a learner; larger is better.</param>
    /// <param name="alpha">Chance of any false difference, for the critical difference.</param>
    /// <exception cref="ArgumentException">Fewer than two rows or learners, or rows of different lengths.</exception>
    public static RankComparison Of(IReadOnlyList<double[]> scores, double alpha = 0.05)
    {
        if (scores.Count < 2 || scores[0].Length < 2 || scores.Any(row => row.Length != scores[0].Length))
        {
            throw new ArgumentException("Give at least two data sets and two learners, the same learners in every row.", nameof(scores));
        }

        double sets = scores.Count;
        double learners = scores[0].Length;
        var sums = new double[scores[0].Length];
        var correction = 0.0;
        foreach (var row in scores)
        {
            Inputs.Finite(row, "score");
            var (ranks, ties) = Ranks.Mid(Array.ConvertAll(row, score => -score));
            correction += Ranks.Correction(ties);
            for (var k = 0; k < ranks.Length; k++)
            {
                sums[k] += ranks[k];
            }
        }

        var shared = 1 - (correction / (sets * learners * ((learners * learners) - 1)));
        var squares = sums.Sum(s => s * s);
        var chi = ((12 * squares / (sets * learners * (learners + 1))) - (3 * sets * (learners + 1))) / shared;
        var f = (sets - 1) * chi / ((sets * (learners - 1)) - chi);
        var width = StudentizedRange.Quantile(1 - alpha, sums.Length) / Math.Sqrt(2) * Math.Sqrt(learners * (learners + 1) / (6 * sets));
        return new(
            new(chi, Tails.ChiSquaredAbove(chi, learners - 1)),
            new(f, Tails.FisherAbove(f, learners - 1, (learners - 1) * (sets - 1))),
            [.. sums.Select(s => s / sets)],
            width);
    }
}
