using Assay.Data;

namespace Assay.Development.Splits;

/// <summary>A column read as a series in the order of the rows.</summary>
internal static class RowSeries
{
    /// <summary>The column as numbers: values, dates, or codes of levels; null for texts.</summary>
    public static double[]? Of(Column column) => column switch
    {
        NumberColumn numbers => numbers.Values.ToArray(),
        CategoryColumn category => FromCodes(category.Codes),
        _ => null,
    };

    /// <summary>The target as one or more series: the value, the positive class, or one indicator a class.</summary>
    public static IReadOnlyList<double[]> OfTarget(Dataset data, IReadOnlyList<int> rows)
    {
        var target = data.Target;
        var values = rows.Select(r => target.Span[r]).ToArray();
        return data.Task == LearningTask.Multiclass
            ? [.. Enumerable.Range(0, data.Classes.Count).Select(c => values.Select(v => v == c ? 1.0 : 0.0).ToArray())]
            : [values];
    }

    /// <summary>Correlation of each value with the one before it, from -1 to 1; 0 for a constant. Pairs with a missing value are left out.</summary>
    /// <remarks>Under random order it is normal with mean -1/n and standard deviation 1/sqrt(n) (Wald and Wolfowitz, 1943).</remarks>
    public static double Autocorrelation(IReadOnlyList<double> series)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in series)
        {
            (sum, count) = double.IsNaN(value) ? (sum, count) : (sum + value, count + 1);
        }

        var mean = sum / count;
        var (variance, product, pairs) = (0.0, 0.0, 0);
        for (var i = 0; i < series.Count; i++)
        {
            var deviation = series[i] - mean;
            variance += double.IsNaN(deviation) ? 0 : deviation * deviation;
            if (i > 0 && !double.IsNaN(deviation) && !double.IsNaN(series[i - 1]))
            {
                product += deviation * (series[i - 1] - mean);
                pairs++;
            }
        }

        return variance == 0 || pairs == 0 ? 0 : product / pairs / (variance / count);
    }

    /// <summary>The mean autocorrelation of the target's series, weighted by how much each varies.</summary>
    public static double Autocorrelation(Dataset data, IReadOnlyList<int> rows)
    {
        var (sum, weights) = (0.0, 0.0);
        foreach (var series in OfTarget(data, rows))
        {
            var mean = series.Average();
            var weight = data.Task == LearningTask.Multiclass ? mean * (1 - mean) : 1;
            sum += weight * Autocorrelation(series);
            weights += weight;
        }

        return weights == 0 ? 0 : sum / weights;
    }

    /// <summary>Of the steps between rows that change the value: share that go up.</summary>
    public static double RisingShare(IReadOnlyList<double> series)
    {
        var (up, down) = (0, 0);
        for (var i = 1; i < series.Count; i++)
        {
            up += series[i] > series[i - 1] ? 1 : 0;
            down += series[i] < series[i - 1] ? 1 : 0;
        }

        return up + down == 0 ? 0.5 : up / (double)(up + down);
    }

    /// <summary>How often the value changes from one row to the next.</summary>
    public static int Changes(IReadOnlyList<double> series)
    {
        var changes = 0;
        for (var i = 1; i < series.Count; i++)
        {
            changes += series[i].Equals(series[i - 1]) ? 0 : 1;
        }

        return changes;
    }

    private static double[] FromCodes(ReadOnlySpan<int> codes)
    {
        var values = new double[codes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = codes[i] < 0 ? double.NaN : codes[i];
        }

        return values;
    }
}
