using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Reuse;

/// <summary>What a test set that was looked at several times can still promise.</summary>
/// <param name="Uses">How often models were scored on it, this time included, at least 1.</param>
/// <param name="Luck">How much better than it is the best of so many equally good models looks, in the metric's unit.</param>
/// <param name="Corrected">The interval that holds for all of so many models together, had they been fixed beforehand (Bonferroni).</param>
/// <param name="Adaptive">How far the score of a mean of losses from 0 to 1 can be off when each model may have been chosen by all scores before it, read to three digits.</param>
/// <param name="Ladder">The same had only new best scores been told, and these only when better by a step.</param>
/// <remarks>
/// Luck: the mean of the largest of k normals. Adaptive and ladder: whoever chooses by what was told follows one path of a tree of all that could
/// have been told, so Hoeffding's inequality over all its models bounds the error: 1000^(k - 1) paths with all scores; at most (k m + 1)^m with
/// m = 1 / step improvements. Source of the idea: Dwork et al., STOC 2015; Blum and Hardt, The Ladder, ICML 2015.
/// </remarks>
internal sealed record TestSetReuse(int Uses, double Luck, Interval Corrected, double Adaptive, double Ladder)
{
    private const double Scores = 1000;

    /// <summary>The promise left.</summary>
    /// <param name="score">The metric with its interval, as if the set had been used once.</param>
    /// <param name="uses">Uses, this one included, at least 1.</param>
    /// <param name="rows">Rows (or units) of the test set, at least 1.</param>
    public static TestSetReuse Of(Interval score, int uses, int rows)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentOutOfRangeException.ThrowIfLessThan(uses, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var together = 1 - ((1 - score.Level) / uses);
        var wider = Tails.NormalOfLevel(together) / Tails.NormalOfLevel(score.Level);
        return new(
            uses,
            Gate.StandardError(score) * LargestOf(uses),
            new Interval(score.Value, score.Value - (wider * (score.Value - score.Low)), score.Value + (wider * (score.High - score.Value)), $"{score.Method}, Bonferroni over {uses} uses") { Level = score.Level },
            Off((uses - 1) * Math.Log(Scores), uses, rows, 1 - score.Level),
            Enumerable.Range(2, 200).Min(m => (1.0 / m) + Off(m * Math.Log(((double)uses * m) + 1), uses, rows, 1 - score.Level)));
    }

    /// <summary>The mean of the largest of so many standard normals: 0 of one, 0.56 of two, 2.51 of a hundred.</summary>
    /// <remarks>The integral of 1 - F(z)^k over the positive axis less that of F(z)^k over the negative one, by Simpson's rule.</remarks>
    public static double LargestOf(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        const int Steps = 4000;
        const double Far = 10;
        var width = 2 * Far / Steps;
        var sum = 0.0;
        for (var i = 0; i <= Steps; i++)
        {
            var z = -Far + (i * width);
            var below = Math.Pow(Tails.NormalBelow(z), count);
            sum += (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * (z < 0 ? -below : z > 0 ? 1 - below : 0.5 - below);
        }

        return sum * width / 3;
    }

    // Two-sided Hoeffding over every model of every path.
    private static double Off(double logPaths, int uses, int rows, double risk) => Math.Sqrt((logPaths + Math.Log(2.0 * uses / risk)) / (2 * rows));
}
