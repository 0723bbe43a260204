using Assay.Data;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>A bootstrap interval of very many rows from ten subsamples of them: the distance of each one's limits from its own value, made smaller as more rows make it.</summary>
/// <remarks>
/// An estimate of n rows scatters as that of b rows times the root of b / n; the limits' distances are averaged over the subsamples. Ten of 20,000
/// rows cost the same whatever n is. Source: Politis and Romano, Annals of Statistics 22, 1994; Kleiner, Talwalkar, Sarkar and Jordan,
/// JRSS-B 76, 2014 (averages over subsamples).
/// </remarks>
internal static class SubsampledInterval
{
    private const int FewestRows = 400_000;
    private const int Subsamples = 10;
    private const int Size = 20_000;
    private const int Draws = 200;

    // Fewer rows of a class than this in a subsample, and its estimate is no small copy of the whole's.
    private const int FewestOfClass = 100;

    /// <summary>The interval; null where all rows should be drawn: fewer than 400,000, rows that belong together, or a rare class.</summary>
    public static Interval? Of(Metric metric, (double[] Truth, double[] Predicted) rows, double value, BootstrapOptions options)
    {
        var count = rows.Truth.Length;
        if (count < FewestRows || options.Units.Length > 0 || (!metric.Supports(LearningTask.Regression) && RarestClass(rows.Truth) * Size / count < FewestOfClass))
        {
            return null;
        }

        var (below, above, name) = (0.0, 0.0, "");
        var chosen = Chosen(count, SeededRandom.For(options.Seed, "subsamples"));
        for (var subsample = 0; subsample < Subsamples; subsample++)
        {
            var part = Part(metric, rows, chosen.AsSpan(subsample * Size, Size), options with { Seed = SeededRandom.Derive(options.Seed, "subsample", subsample) });
            (below, above, name) = (below + part.Value - part.Low, above + part.High - part.Value, part.Method);
        }

        var smaller = Math.Sqrt((double)Size / count) / Subsamples;
        return double.IsNaN(below + above) ? null : new Interval(value, value - (smaller * below), value + (smaller * above), $"{name}, from {Subsamples} subsamples") { Level = options.Level };
    }

    private static Interval Part(Metric metric, (double[] Truth, double[] Predicted) rows, ReadOnlySpan<int> chosen, BootstrapOptions options)
    {
        var outputs = rows.Predicted.Length / rows.Truth.Length;
        var (truth, predicted) = (new double[Size], new double[Size * outputs]);
        double[] weights = options.RowWeights.Length == 0 ? [] : new double[Size];
        for (var i = 0; i < Size; i++)
        {
            truth[i] = rows.Truth[chosen[i]];
            rows.Predicted.AsSpan(chosen[i] * outputs, outputs).CopyTo(predicted.AsSpan(i * outputs));
            if (weights.Length > 0)
            {
                weights[i] = options.RowWeights[chosen[i]];
            }
        }

        return Bootstrap.Of(metric.Prepare(truth, predicted, outputs), Size, options with { Draws = Draws, Kind = metric.Limits, RowWeights = weights });
    }

    private static long RarestClass(double[] truth)
    {
        var counts = new Dictionary<double, long>();
        foreach (var label in truth)
        {
            counts[label] = counts.GetValueOrDefault(label) + 1;
        }

        return counts.Values.Min();
    }

    // Distinct rows in random order.
    private static int[] Chosen(int count, SeededRandom random)
    {
        var seen = new HashSet<int>();
        var chosen = new int[Subsamples * Size];
        for (var i = 0; i < chosen.Length;)
        {
            var row = random.Next(count);
            if (seen.Add(row))
            {
                chosen[i++] = row;
            }
        }

        return chosen;
    }
}
