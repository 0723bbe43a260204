using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Blocks of neighbouring rows in time, as units of the bootstrap: neighbours share their luck, far rows do not.</summary>
/// <remarks>Blocks that do not overlap: Carlstein, Annals of Statistics 14, 1986; Kuensch, Annals of Statistics 17, 1989.</remarks>
public static class TimeBlocks
{
    /// <summary>The block of every row, for <see cref="BootstrapOptions.Units"/>: blocks of about this many rows, rows of the same time always together.</summary>
    /// <param name="times">Time of each row in any unit, in any order, finite.</param>
    /// <param name="length">Rows a block, from 1 to half the rows; see <see cref="Length(int)"/> and <see cref="Length(ReadOnlySpan{double})"/>.</param>
    /// <exception cref="AssayException"><c>data.not-finite</c>, <c>data.block-length</c> when fewer than two blocks would be left.</exception>
    public static int[] Of(ReadOnlySpan<double> times, int length)
    {
        Inputs.Finite(times, "time");
        if (length < 1 || length > times.Length / 2)
        {
            throw new AssayException(
                "data.block-length", $"Blocks of {length} rows do not cut {times.Length} rows into two or more. Take a length from 1 to {times.Length / 2}.");
        }

        var blocks = times.Length / length;
        var order = RadixSort.Order(times);
        var units = new int[times.Length];
        for (var place = 0; place < order.Length; place++)
        {
            units[order[place]] = place > 0 && times[order[place]] == times[order[place - 1]]
                ? units[order[place - 1]]
                : (int)((long)place * blocks / order.Length);
        }

        return units;
    }

    /// <summary>Rows a block when nothing is known about the series: the cube root of the rows, rounded up, the order that is best for a variance.</summary>
    /// <remarks>Source: Hall, Horowitz and Jing, Biometrika 82, 1995. Too short when neighbours are strongly alike; give the series then.</remarks>
    public static int Length(int rows) => Math.Max(1, (int)Math.Ceiling(Math.Cbrt(rows) - 1e-9));

    /// <summary>Rows a block from how long the series remembers: 1 when neighbours are not alike, at most a third of the rows.</summary>
    /// <param name="series">One number a row in order of time, such as its loss.</param>
    /// <remarks>
    /// Source: Politis and White, Econometric Reviews 23, 2004, section 3.2, with the constant of Patton, Politis and White, 28, 2009
    /// (circular blocks); autocorrelations count until five in a row, or more on long series, are within 2 sqrt(log10(n) / n).
    /// </remarks>
    /// <exception cref="AssayException"><c>data.not-finite</c>.</exception>
    public static int Length(ReadOnlySpan<double> series)
    {
        Inputs.Finite(series, "number");
        var rows = series.Length;
        var mean = rows == 0 ? 0 : Sums.Mean(series);
        if (rows < 10 || Sums.Squares(series, mean) == 0)
        {
            return 1;
        }

        var quiet = Math.Max(5, (int)Math.Ceiling(Math.Sqrt(Math.Log10(rows))));
        var most = Math.Min(rows - 1, (int)Math.Ceiling(Math.Sqrt(rows)) + quiet);
        var covariances = new double[most + 1];
        for (var lag = 0; lag <= most; lag++)
        {
            for (var i = lag; i < rows; i++)
            {
                covariances[lag] += (series[i] - mean) * (series[i - lag] - mean) / rows;
            }
        }

        var window = Math.Min(2 * Memory(covariances, quiet, 2 * Math.Sqrt(Math.Log10(rows) / rows)), most);
        var (density, slope) = (covariances[0], 0.0);
        for (var lag = 1; lag <= window; lag++)
        {
            var kept = Math.Min(1, 2 * (1 - ((double)lag / window)));
            density += 2 * kept * covariances[lag];
            slope += 2 * kept * lag * covariances[lag];
        }

        var best = Math.Cbrt(2 * slope * slope * rows / (4.0 / 3 * density * density));
        return double.IsNaN(best) ? 1 : (int)Math.Clamp(Math.Ceiling(best), 1, Math.Max(1, Math.Min(Math.Ceiling(3 * Math.Sqrt(rows)), rows / 3)));
    }

    // The last lag before so many that are all small.
    private static int Memory(double[] covariances, int quiet, double small)
    {
        var last = 0;
        for (var lag = 1; lag < covariances.Length && lag - last <= quiet; lag++)
        {
            last = Math.Abs(covariances[lag]) >= small * covariances[0] ? lag : last;
        }

        return Math.Max(1, last);
    }
}
