using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>The mean of a number among the rows of the same key, and how many of the key's standard deviations the row's own number lies from it.</summary>
internal sealed record GroupPart : TreePart
{
    /// <summary>What rows are grouped by.</summary>
    public required KeyCodes Key { get; init; }

    /// <summary>The mean of each code; the last codes are missing and unknown.</summary>
    public required double[] Means { get; init; }

    /// <summary>The standard deviation of each code, at least a thousandth of that of all rows.</summary>
    public required double[] Deviations { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => [$"mean {Column} by {Key.Column}", $"{Column} against mean by {Key.Column}"];

    /// <summary>Learns means and deviations from rows.</summary>
    public static GroupPart Learn(KeyCodes key, NumberColumn number, Dataset data, ReadOnlySpan<int> rows)
    {
        var code = key.Bind(data);
        var sums = new (double Count, double Sum, double Squares)[key.Count + 1];
        foreach (var row in rows)
        {
            var value = number.Values[row];
            if (!double.IsNaN(value))
            {
                Add(ref sums[code(row)], value);
                Add(ref sums[^1], value);
            }
        }

        var all = sums[^1].Count > 0 ? sums[^1].Sum / sums[^1].Count : 0;
        var least = 1e-3 * Deviation(sums[^1]);
        return new GroupPart
        {
            Column = number.Name,
            Key = key,
            Means = [.. sums.Take(key.Count).Select(s => s.Count > 0 ? s.Sum / s.Count : all)],
            Deviations = [.. sums.Take(key.Count).Select(s => Math.Max(Math.Max(least, Deviation(s)), double.Epsilon))],
        };

        static void Add(ref (double Count, double Sum, double Squares) sum, double value) => sum = (sum.Count + 1, sum.Sum + value, sum.Squares + (value * value));
    }

    /// <inheritdoc/>
    public override BoundPart Bind(Dataset data) => new Bound(this, Find<NumberColumn>(data), Key.Bind(data));

    private static double Deviation((double Count, double Sum, double Squares) sum) =>
        sum.Count < 2 ? 0 : Math.Sqrt(Math.Max(0, (sum.Squares / sum.Count) - (sum.Sum / sum.Count * (sum.Sum / sum.Count))));

    private sealed class Bound(GroupPart part, NumberColumn number, Func<int, int> code) : BoundPart
    {
        public override void Write(ReadOnlySpan<int> rows, Span<double> block, int stride)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var at = code(rows[i]);
                block[i * stride] = part.Means[at];
                block[(i * stride) + 1] = (number.Values[rows[i]] - part.Means[at]) / part.Deviations[at];
            }
        }
    }
}
