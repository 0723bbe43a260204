using Assay.Language.Python;
using Assay.Language.TextMetrics;
using Assay.Statistics;

namespace Assay.Language.Scoring;

/// <summary>Scores of groups of tasks.</summary>
internal static class Aggregations
{
    /// <summary>The mean of subtasks' scores, by size or plain.</summary>
    public static double Subtasks(IReadOnlyList<double> metrics, IReadOnlyList<long> sizes, bool bySize)
    {
        var (sum, count) = (0.0, 0L);
        for (var i = 0; i < metrics.Count; i++)
        {
            var size = bySize ? sizes[i] : 1;
            sum += metrics[i] * size;
            count += size;
        }

        return sum / count;
    }

    /// <summary>The standard error over subtasks from their own (pooled variance).</summary>
    public static double Pooled(IReadOnlyList<double> errors, IReadOnlyList<long> sizes)
    {
        var sum = 0.0;
        for (var i = 0; i < errors.Count; i++)
        {
            sum += (sizes[i] - 1) * (errors[i] * errors[i]) * sizes[i];
        }

        return Math.Sqrt(sum / (sizes.Sum() - sizes.Count) / sizes.Sum());
    }

    /// <summary>The same with the scatter between subtasks in it, added up pair by pair.</summary>
    public static double Combined(IReadOnlyList<double> errors, IReadOnlyList<long> sizes, IReadOnlyList<double> metrics)
    {
        var (variance, size, score) = (errors[0] * errors[0], (double)sizes[0], metrics[0]);
        for (var i = 1; i < errors.Count; i++)
        {
            double next = sizes[i];
            score = ((score * size) + (metrics[i] * next)) / (size + next);
            variance = ((((size - 1) * variance) + ((next - 1) * (errors[i] * errors[i]))) / (size + next - 1))
                + (size * next / ((size + next) * (size + next - 1)) * (score - metrics[i]) * (score - metrics[i]));
        }

        return Math.Sqrt(variance);
    }
}

/// <summary>The mean.</summary>
[Named("mean")]
internal sealed class MeanAggregation : Aggregation
{
    public override Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items)
    {
        var numbers = Numbers(items);
        return at => at.Count == 0 ? throw new PythonException("ZeroDivisionError", "division by zero") : Sum([.. at.Select(i => numbers[i])]) / at.Count;
    }

    public override double? StandardError(IReadOnlyList<object?> items, int iterations) => Deviation(Numbers(items)) / Math.Sqrt(items.Count);
}

/// <summary>The middle; of two middles the upper.</summary>
[Named("median")]
internal sealed class MedianAggregation : Aggregation
{
    public override bool IsBootstrapped => true;

    public override Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items)
    {
        var numbers = Numbers(items);
        return at => at.Select(i => numbers[i]).Order().ElementAt(at.Count / 2);
    }
}

/// <summary>The mean of what is a number.</summary>
[Named("nanmean")]
internal sealed class NanMeanAggregation : Aggregation
{
    public override bool IsBootstrapped => true;

    public override Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items)
    {
        double[] numbers = [.. items.Select(i => i is "NaN" ? double.NaN : PythonOperators.ToDouble(i))];
        return at => at.Select(i => numbers[i]).Where(n => !double.IsNaN(n)).DefaultIfEmpty(double.NaN).Average();
    }
}

/// <summary>exp of minus the mean log-likelihood.</summary>
[Named("perplexity")]
internal sealed class PerplexityAggregation : Aggregation
{
    public override bool IsBootstrapped => true;

    public override Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items)
    {
        var numbers = Numbers(items);
        return at => Math.Exp(-(Sum([.. at.Select(i => numbers[i])]) / at.Count));
    }
}

/// <summary>exp of minus the log-likelihood a unit, over pairs of likelihood and units.</summary>
[Named("weighted-perplexity")]
internal sealed class WeightedPerplexityAggregation : Aggregation
{
    public override Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items) => at => Math.Exp(-BitsPerByteAggregation.Weighted(items, at));
}

/// <summary>Bits a byte, over pairs of log-likelihood and bytes.</summary>
[Named("bits-per-byte")]
internal sealed class BitsPerByteAggregation : Aggregation
{
    public override Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items) => at => -Weighted(items, at) / Math.Log(2);

    /// <summary>All first numbers over all second ones.</summary>
    public static double Weighted(IReadOnlyList<object?> items, IReadOnlyList<int> at) => Sum([.. at.Select(i => First(items[i]))]) / Sum([.. at.Select(i => Second(items[i]))]);
}

/// <summary>A number that says nothing was measured.</summary>
[Named("bypass")]
internal sealed class BypassAggregation : Aggregation
{
    public override Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items) => _ => 999;
}

/// <summary>F1 of class 1, over pairs of truth and prediction.</summary>
[Named("f1")]
internal sealed class F1Aggregation : Aggregation
{
    public override bool IsBootstrapped => true;

    public override Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items)
    {
        var pairs = items.Select(i => (Truth: First(i), Said: Second(i))).ToArray();
        if (pairs.SelectMany(p => (double[])[p.Truth, p.Said]).Any(v => v is not (0 or 1)))
        {
            throw PythonException.Value("Target is multiclass but average='binary'.");
        }

        return at =>
        {
            double both = at.Count(i => pairs[i] is (1, 1));
            double one = at.Count(i => pairs[i].Truth == 1) + at.Count(i => pairs[i].Said == 1);
            return one == 0 ? 0 : 2 * both / one;
        };
    }
}

/// <summary>Matthews' correlation coefficient of any number of classes, over pairs of truth and prediction.</summary>
/// <remarks>Source: Gorodkin, Computational Biology and Chemistry 28, 2004; 0 where it is undefined, as scikit-learn has it.</remarks>
[Named("matthews-corrcoef")]
internal sealed class MatthewsAggregation : Aggregation
{
    public override bool IsBootstrapped => true;

    public override Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items)
    {
        var pairs = items.Select(i => (Truth: First(i), Said: Second(i))).ToArray();
        return at =>
        {
            double n = at.Count;
            var truth = at.GroupBy(i => pairs[i].Truth).ToDictionary(g => g.Key, g => (double)g.Count());
            var said = at.GroupBy(i => pairs[i].Said).ToDictionary(g => g.Key, g => (double)g.Count());
            var agree = (double)at.Count(i => pairs[i].Truth == pairs[i].Said);
            var covariance = (agree * n) - truth.Sum(t => t.Value * said.GetValueOrDefault(t.Key));
            var spread = ((n * n) - said.Values.Sum(v => v * v)) * ((n * n) - truth.Values.Sum(v => v * v));
            return spread == 0 ? 0 : covariance / Math.Sqrt(spread);
        };
    }
}

/// <summary>The Brier score over classes, over pairs of truth and probabilities.</summary>
[Named("brier-score")]
internal sealed class BrierScoreAggregation : Aggregation
{
    public override Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items) => at => at.Average(i =>
    {
        var probabilities = PythonOperators.Iterate(PythonOperators.Item(items[i], 1L)).Select(PythonOperators.ToDouble).ToArray();
        var gold = PythonOperators.ToIndex(PythonOperators.Item(items[i], 0L));
        gold = gold < 0 ? gold + probabilities.Length : gold;
        return gold < 0 || gold >= probabilities.Length ? throw PythonException.Index("index out of bounds") : probabilities.Select((p, k) => (p - (k == gold ? 1 : 0)) * (p - (k == gold ? 1 : 0))).Sum();
    });
}

/// <summary>A corpus score of texts, over pairs of reference (or several) and prediction.</summary>
internal abstract class CorpusAggregation(CorpusMetric metric) : Aggregation
{
    public override bool IsBootstrapped => true;

    public override Func<IReadOnlyList<int>, double> Prepare(IReadOnlyList<object?> items)
    {
        var counts = items.Select(Count).ToArray();
        return at =>
        {
            var sum = new double[counts[0].Length];
            foreach (var i in at)
            {
                CorpusMetric.Add(sum, counts[i], 1);
            }

            return metric.Score(sum);
        };
    }

    /// <summary>The score as a function of one weight a segment. Texts are compared once, here: a draw costs a few additions a segment.</summary>
    public WeightedScore Weighted(IReadOnlyList<object?> items)
    {
        var counts = items.Select(Count).ToArray();
        return weights =>
        {
            var sum = new double[counts[0].Length];
            for (var i = 0; i < counts.Length; i++)
            {
                if (weights[i] != 0)
                {
                    CorpusMetric.Add(sum, counts[i], weights[i]);
                }
            }

            return metric.Score(sum);
        };
    }

    private double[] Count(object? pair)
    {
        var (reference, said) = (PythonOperators.Item(pair, 0L), PythonOperators.Item(pair, 1L));
        string[] references = reference is string one ? [one] : [.. PythonOperators.Iterate(reference).Select(PythonText.Str)];
        return metric.Count(said as string ?? PythonText.Str(PythonOperators.Item(said, 0L)), references);
    }
}

/// <summary>Corpus BLEU.</summary>
[Named("bleu")]
internal sealed class BleuAggregation() : CorpusAggregation(new Bleu());

/// <summary>Corpus chrF.</summary>
[Named("chrf")]
internal sealed class ChrfAggregation() : CorpusAggregation(new Chrf());

/// <summary>Corpus TER.</summary>
[Named("ter")]
internal sealed class TerAggregation() : CorpusAggregation(new TranslationErrorRate());
