using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Whether many raters or classifiers agree.</summary>
public static class Agreement
{
    /// <summary>Whether several classifiers are right equally often on the same rows (McNemar's test for more than two).</summary>
    /// <param name="correct">One row each: whether each classifier is right (1) or not (0).</param>
    /// <remarks>Source: Cochran, Biometrika 37, 1950. k - 1 degrees of freedom.</remarks>
    public static TestResult CochranQ(IReadOnlyList<double[]> correct)
    {
        Check(correct);
        var count = correct[0].Length;
        var columns = new double[count];
        var (total, rowSquares) = (0.0, 0.0);
        foreach (var row in correct)
        {
            var sum = row.Sum();
            total += sum;
            rowSquares += sum * sum;
            for (var k = 0; k < count; k++)
            {
                columns[k] += row[k];
            }
        }

        var q = (count - 1) * ((count * columns.Sum(c => c * c)) - (total * total)) / ((count * total) - rowSquares);
        return new(q, Tails.ChiSquaredAbove(q, count - 1));
    }

    /// <summary>Agreement of a fixed number of raters beyond chance.</summary>
    /// <param name="ratings">One row a subject: how many raters chose each category; all rows sum to the same.</param>
    /// <remarks>Source: Fleiss, Psychological Bulletin 76, 1971.</remarks>
    public static double FleissKappa(IReadOnlyList<double[]> ratings)
    {
        Check(ratings);
        var raters = ratings[0].Sum();
        var shares = new double[ratings[0].Length];
        var agreement = 0.0;
        foreach (var row in ratings)
        {
            agreement += (row.Sum(r => r * r) - raters) / (raters * (raters - 1));
            for (var k = 0; k < shares.Length; k++)
            {
                shares[k] += row[k] / (raters * ratings.Count);
            }
        }

        var chance = shares.Sum(s => s * s);
        return ((agreement / ratings.Count) - chance) / (1 - chance);
    }

    private static void Check(IReadOnlyList<double[]> rows)
    {
        if (rows.Count == 0 || rows.Any(row => row.Length != rows[0].Length))
        {
            throw new ArgumentException("Give at least one row; all rows need the same columns.", nameof(rows));
        }

        foreach (var row in rows)
        {
            Inputs.Finite(row, "entry");
        }
    }
}
