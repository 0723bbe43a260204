using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>p values adjusted for many paired comparisons that share rows, by flipping signs of rows together.</summary>
/// <remarks>
/// Keeps the correlation between comparisons, so it finds more than Holm when candidates resemble each other. Single step; source:
/// Westfall and Young, Resampling-Based Multiple Testing, 1993, algorithm 2.5; sign flips as in Nichols and Holmes, HBM 15, 2002.
/// Assumes that under no difference a row's difference is as likely as its negative.
/// </remarks>
public static class MaxT
{
    /// <summary>Two-sided adjusted p values, one a comparison.</summary>
    /// <param name="differences">One array a comparison: its difference on each row (or unit), all of the same length, at least 2.</param>
    /// <param name="options">Draws, seed, threads; units and the rest are not used.</param>
    /// <exception cref="ArgumentException">Arrays of different lengths.</exception>
    public static double[] Adjust(IReadOnlyList<double[]> differences, BootstrapOptions options)
    {
        if (differences.Count == 0 || differences.Any(d => d.Length != differences[0].Length || d.Length < 2))
        {
            throw new ArgumentException("Give at least one comparison; all need the same rows, at least two.", nameof(differences));
        }

        var rows = differences[0].Length;
        double[] squares = [.. differences.Select(d => Sums.Squares(d, 0))];
        double[] seen = [.. differences.Select((d, k) => Statistic(Sums.Of(d), squares[k], rows))];
        var largest = new double[options.Draws];
        Parallel.For(0, options.Draws, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads) }, draw =>
        {
            var signs = Signs(SeededRandom.For(options.Seed, "sign flips", draw), rows);
            largest[draw] = differences.Select((d, k) => Statistic(Sums.Dot(d, signs), squares[k], rows)).Max();
        });
        return [.. seen.Select(t => (1.0 + largest.Count(l => l >= t * (1 - 1e-12))) / (options.Draws + 1))];
    }

    // |t| of a mean; the sum of squares does not change when signs flip.
    private static double Statistic(double sum, double squares, int rows)
    {
        var variance = (squares - (sum * sum / rows)) / (rows - 1);
        return sum == 0 ? 0 : variance <= 0 ? double.PositiveInfinity : Math.Abs(sum / rows) / Math.Sqrt(variance / rows);
    }

    private static double[] Signs(SeededRandom random, int rows)
    {
        var signs = new double[rows];
        for (var start = 0; start < rows; start += 64)
        {
            var bits = random.NextBits();
            for (var i = start; i < Math.Min(rows, start + 64); i++, bits >>= 1)
            {
                signs[i] = (bits & 1) == 0 ? 1 : -1;
            }
        }

        return signs;
    }
}
