using System.Globalization;
using Assay.Data;
using Assay.Numerics;

namespace Assay.Evaluation.Slices;

/// <summary>Makes the coded columns of a search from a table's columns.</summary>
public static class SliceColumns
{
    private const int MostBins = 10;

    // A bin of fewer rows is seldom a slice of its own.
    private const double SmallestBin = 0.05;

    /// <summary>Every distinct value is a code, numbers too: for columns that hold codes already.</summary>
    public static SliceColumn AsGiven(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column switch
        {
            CategoryColumn names => OfCategories(names),
            NumberColumn numbers => OfDistinct(numbers),
            _ => OfTexts((TextColumn)column),
        };
    }

    /// <summary>Names stay as they are, also rare ones; numbers and dates with more than ten distinct values fall into at most ten bins.</summary>
    /// <remarks>
    /// Bins hold about equally many rows, at least one in twenty; a value that fills a bin by itself is one, such as <c>gain = 0</c>.
    /// Limits are the roundest numbers between the values they part. Missing cells are a code of their own.
    /// </remarks>
    public static SliceColumn Binned(Column column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column is NumberColumn numbers && Distinct(numbers.Values) is { Count: > MostBins } distinct ? OfBins(numbers, distinct) : AsGiven(column);
    }

    /// <summary>The binned columns of a table, and a sentence for each that cannot describe slices.</summary>
    /// <param name="data">The table.</param>
    /// <param name="features">The columns wanted; empty for every column but the target, the weight, existing answers and those left out.</param>
    /// <param name="leftOut">Columns not wanted.</param>
    /// <exception cref="AssayException"><c>data.column-missing</c>.</exception>
    public static (IReadOnlyList<SliceColumn> Columns, IReadOnlyList<string> Notes) Of(Dataset data, IReadOnlyList<string> features, IReadOnlyList<string> leftOut)
    {
        ArgumentNullException.ThrowIfNull(data);
        var all = Wanted(data, features, leftOut).ToList();
        // What is asked for by name is taken as it is.
        var silent = features.Count > 0 ? [] : all.Where(c => c.Kind is ColumnKind.Text or ColumnKind.Identifier or ColumnKind.Constant).ToList();
        return (
            [.. all.Except(silent).Select(Binned)],
            [.. silent.Select(c => $"{c.Name}: describes no slices. {data.Schema.First(i => i.Name == c.Name).Reason}".TrimEnd())]);
    }

    /// <summary>The columns of a table with every distinct value as a code.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<SliceColumn> AsGiven(Dataset data, IReadOnlyList<string> features, IReadOnlyList<string> leftOut)
    {
        ArgumentNullException.ThrowIfNull(data);
        return [.. Wanted(data, features, leftOut).Select(AsGiven)];
    }

    /// <summary>Whether the column's codes say the loss of every row, as another column of losses or errors does.</summary>
    public static bool SaysLoss(SliceColumn column, double[] losses)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(losses);
        var lossOf = new double[column.Values.Count];
        lossOf.AsSpan().Fill(double.NaN);
        for (var row = 0; row < losses.Length; row++)
        {
            ref var known = ref lossOf[column.Codes[row]];
            if (!double.IsNaN(known) && known != losses[row])
            {
                return false;
            }

            known = losses[row];
        }

        return lossOf.Count(l => !double.IsNaN(l)) > 1;
    }

    private static IEnumerable<Column> Wanted(Dataset data, IReadOnlyList<string> features, IReadOnlyList<string> leftOut) => features.Count > 0
        ? features.Distinct().Select(data.Named)
        : data.Columns.Zip(data.Schema)
            .Where(c => c.Second.Role is not (ColumnRole.Target or ColumnRole.Weight or ColumnRole.Existing) && !leftOut.Contains(c.First.Name))
            .Select(c => c.First);

    private static SliceColumn OfCategories(CategoryColumn column) =>
        Make(column, column.Codes.ToArray(), Named(column.Name, column.Levels));

    // Two-valued columns of numbers are read as names of levels; they are numbers all the same.
    private static IReadOnlyList<SlicePredicate> Named(string name, IReadOnlyList<string> levels)
    {
        var numbers = levels.Select(l => double.TryParse(l, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && n.ToString("R", CultureInfo.InvariantCulture) == l ? n : double.NaN).ToArray();
        var all = !numbers.Any(double.IsNaN);
        return [.. levels.Select((level, i) => SliceColumn.Equal(name, level) with { Number = all ? numbers[i] : null })];
    }

    private static SliceColumn OfTexts(TextColumn column)
    {
        var levels = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in column.Values)
        {
            _ = text is not null && levels.Add(text);
        }

        var index = levels.Select((text, i) => (text, i)).ToDictionary(p => p.text, p => p.i, StringComparer.Ordinal);
        var codes = new int[column.Count];
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = column.Values[row] is { } text ? index[text] : -1;
        }

        return Make(column, codes, [.. levels.Select(l => SliceColumn.Equal(column.Name, l))]);
    }

    private static SliceColumn OfDistinct(NumberColumn column)
    {
        var distinct = Distinct(column.Values);
        double[] values = [.. distinct.Select(d => d.Value)];
        var isDate = column.Kind == ColumnKind.Date;
        return Make(column, Codes(column.Values, values), [.. values.Select(v => SliceColumn.Equal(column.Name, Show(column, v)) with { Number = isDate ? null : v })]);
    }

    private static SliceColumn OfBins(NumberColumn column, List<(double Value, int Rows)> distinct)
    {
        var firsts = BinStarts(distinct);
        var limits = firsts.Select(i => i == 0 ? distinct[0].Value : Limit(column, distinct[i - 1].Value, distinct[i].Value)).ToArray();
        var values = new List<SlicePredicate>();
        for (var bin = 0; bin < firsts.Count; bin++)
        {
            var last = bin + 1 < firsts.Count ? firsts[bin + 1] - 1 : distinct.Count - 1;
            var range = new SliceBin(
                bin == 0 ? double.NegativeInfinity : limits[bin],
                bin + 1 == firsts.Count ? double.PositiveInfinity : limits[bin + 1],
                bin == 0 ? "" : Show(column, limits[bin]),
                bin + 1 == firsts.Count ? "" : Show(column, limits[bin + 1]));
            values.Add(last == firsts[bin] ? SliceColumn.Equal(column.Name, Show(column, distinct[last].Value)) with { Bin = range } : range.In(column.Name));
        }

        return Make(column, Codes(column.Values, limits), values);
    }

    // Positions of the values that open a bin.
    private static List<int> BinStarts(List<(double Value, int Rows)> distinct)
    {
        var rows = distinct.Sum(d => (double)d.Rows);
        var (starts, left, inBin) = (new List<int> { 0 }, rows, 0.0);
        for (var i = 0; i < distinct.Count; i++)
        {
            var open = MostBins - starts.Count + 1;
            var target = Math.Max(left / open, rows * SmallestBin);
            if (open > 1 && inBin > 0 && (inBin >= target || distinct[i].Rows >= rows / MostBins))
            {
                starts.Add(i);
                left -= inBin;
                inBin = 0;
            }

            inBin += distinct[i].Rows;
        }

        return starts;
    }

    private static double Limit(NumberColumn column, double below, double above)
    {
        if (column.Kind == ColumnKind.Date)
        {
            foreach (var unit in new[] { 86_400.0, 3_600.0, 60.0 })
            {
                if (Math.Floor(above / unit) * unit > below)
                {
                    return Math.Floor(above / unit) * unit;
                }
            }

            return above;
        }

        return Roundest(below, above);
    }

    /// <summary>The number with the fewest digits in (below, above].</summary>
    internal static double Roundest(double below, double above)
    {
        if (below < 0 && above >= 0)
        {
            return 0;
        }

        var size = Math.Max(Math.Abs(above), Math.Abs(below));
        for (var step = Math.Pow(10, Math.Floor(Math.Log10(size))); step > size * 1e-15; step /= 10)
        {
            // Through decimal text, so that 0.3 is 0.3.
            var candidate = double.Parse((Math.Floor((above / step) + 1e-9) * step).ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (candidate > below && candidate <= above)
            {
                return candidate;
            }
        }

        return above;
    }

    private static string Show(NumberColumn column, double value)
    {
        if (column.Kind != ColumnKind.Date)
        {
            return value.ToString("R", CultureInfo.InvariantCulture);
        }

        var moment = DateTimeOffset.FromUnixTimeMilliseconds((long)(value * 1000)).UtcDateTime;
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : moment.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static List<(double Value, int Rows)> Distinct(ReadOnlySpan<double> values)
    {
        var keys = new List<ulong>(values.Length);
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                keys.Add(RadixSort.Key(value));
            }
        }

        var sorted = keys.ToArray();
        RadixSort.Sort(sorted, []);
        var distinct = new List<(double Value, int Rows)>();
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start]; end++)
            {
            }

            distinct.Add((RadixSort.Value(sorted[start]), end - start));
        }

        return distinct;
    }

    // The last limit at or below the value; -1 is missing.
    private static int[] Codes(ReadOnlySpan<double> values, double[] limits)
    {
        var codes = new int[values.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            var at = double.IsNaN(values[row]) ? -1 : Array.BinarySearch(limits, values[row]);
            codes[row] = double.IsNaN(values[row]) || at >= 0 ? at : ~at - 1;
        }

        return codes;
    }

    // Missing cells, -1, become the last code.
    private static SliceColumn Make(Column column, int[] codes, IReadOnlyList<SlicePredicate> values)
    {
        if (codes.AsSpan().IndexOf(-1) < 0)
        {
            return new SliceColumn(column.Name, codes, values);
        }

        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = codes[row] < 0 ? values.Count : codes[row];
        }

        return new SliceColumn(column.Name, codes, [.. values, SliceColumn.Missing(column.Name)]);
    }
}
