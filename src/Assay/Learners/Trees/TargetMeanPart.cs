using System.Text.Json.Serialization;
using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>The mean label of the rows with the same key (one column's code or several together), drawn towards the mean of all, and how many they are.</summary>
/// <remarks>
/// Training rows must get values learnt without them, or trees trust the mean too much; see <see cref="FeatureTable"/>.
/// Source: Micci-Barreca, SIGKDD Explorations 3(1), 2001.
/// </remarks>
internal sealed record TargetMeanPart : TreePart
{
    private const double PriorRows = 10;

    /// <summary>The columns of the key.</summary>
    public required KeyCodes[] Keys { get; init; }

    /// <summary>The keys seen, rising.</summary>
    public required long[] Seen { get; init; }

    /// <summary>Label means of each key seen, <see cref="Labels"/> numbers each.</summary>
    public required double[] Means { get; init; }

    /// <summary>Rows of each key seen.</summary>
    public required int[] Counts { get; init; }

    /// <summary>Means of all rows, for keys not seen.</summary>
    public required double[] Prior { get; init; }

    /// <summary>Numbers a mean has: one, or one a class.</summary>
    [JsonIgnore]
    public int Labels => Prior.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => [.. Enumerable.Range(0, Labels).Select(l => Labels == 1 ? $"mean target of {Column}" : $"share of class {l} of {Column}"), $"rows of {Column}"];

    /// <summary>Learns means from rows and their labels.</summary>
    public static TargetMeanPart Learn(KeyCodes[] keys, Dataset data, ReadOnlySpan<int> rows, double[] labels)
    {
        var width = data.Task == LearningTask.Multiclass ? data.Classes.Count : 1;
        var key = Combine(keys, data);
        var sums = new Dictionary<long, double[]>();
        var prior = new double[width];
        foreach (var row in rows)
        {
            var at = key(row);
            if (!sums.TryGetValue(at, out var sum))
            {
                sums[at] = sum = new double[width + 1];
            }

            var (place, value) = width == 1 ? (0, labels[row]) : ((int)labels[row], 1.0);
            sum[place] += value;
            prior[place] += value / rows.Length;
            sum[width]++;
        }

        var seen = sums.Keys.Order().ToArray();
        return new TargetMeanPart
        {
            Column = string.Join(" and ", keys.Select(k => k.Column)),
            Keys = keys,
            Seen = seen,
            Means = [.. seen.SelectMany(k => prior.Select((p, l) => (sums[k][l] + (PriorRows * p)) / (sums[k][width] + PriorRows)))],
            Counts = [.. seen.Select(k => (int)sums[k][width])],
            Prior = prior,
        };
    }

    /// <inheritdoc/>
    public override BoundPart Bind(Dataset data) => new Bound(this, Combine(Keys, data));

    private static Func<int, long> Combine(KeyCodes[] keys, Dataset data)
    {
        var codes = keys.Select(k => k.Bind(data)).ToArray();
        return row =>
        {
            var key = 0L;
            for (var i = 0; i < codes.Length; i++)
            {
                key = (key * keys[i].Count) + codes[i](row);
            }

            return key;
        };
    }

    private sealed class Bound : BoundPart
    {
        private readonly TargetMeanPart part;
        private readonly Func<int, long> key;
        private readonly Dictionary<long, int> place = [];

        public Bound(TargetMeanPart part, Func<int, long> key)
        {
            this.part = part;
            this.key = key;
            for (var i = 0; i < part.Seen.Length; i++)
            {
                place[part.Seen[i]] = i;
            }
        }

        public override void Write(ReadOnlySpan<int> rows, Span<double> block, int stride)
        {
            var labels = part.Labels;
            for (var i = 0; i < rows.Length; i++)
            {
                var known = place.TryGetValue(key(rows[i]), out var at);
                var means = known ? part.Means.AsSpan(at * labels, labels) : part.Prior;
                means.CopyTo(block[(i * stride)..]);
                block[(i * stride) + labels] = known ? part.Counts[at] : 0;
            }
        }
    }
}
