using Assay.Metrics;

namespace Assay.Learners.Ensembles;

/// <summary>Chooses how often each of many models enters an ensemble, one step at a time, by the score of the mean prediction.</summary>
/// <remarks>
/// Source: Caruana, Niculescu-Mizil, Crew and Ksikes, "Ensemble selection from libraries of models", ICML 2004: selection with
/// replacement; the best prefix of the path is kept, so that late noise does no harm.
/// </remarks>
public static class GreedySelection
{
    /// <summary>Weights, one a model, that sum to 1 and maximise (or minimise) the metric on these rows.</summary>
    /// <param name="truth">Length n.</param>
    /// <param name="predictions">One array a model, n x outputs each, no NaN.</param>
    /// <param name="outputs">Numbers a row.</param>
    /// <param name="options">The metric, the row weights and the number of steps.</param>
    /// <exception cref="OperationCanceledException">The budget or the user ended the search.</exception>
    public static double[] Weights(double[] truth, IReadOnlyList<double[]> predictions, int outputs, GreedyOptions options)
    {
        var counts = new int[predictions.Count];
        var best = (Score: double.NegativeInfinity, Counts: (int[])counts.Clone());
        var sum = new double[predictions[0].Length];
        for (var step = 1; step <= options.Steps; step++)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            var scores = ScoreOfAdding(truth, predictions, outputs, (sum, step, options));
            var chosen = Array.IndexOf(scores, scores.Max());
            counts[chosen]++;
            Add(sum, predictions[chosen]);
            // A step must gain more than rounding noise, or the shorter path stays.
            if (scores[chosen] > best.Score + Math.Max(1e-9, Math.Abs(best.Score) * 1e-7) || step == 1)
            {
                best = (scores[chosen], (int[])counts.Clone());
            }
        }

        var total = (double)best.Counts.Sum();
        return Drop([.. best.Counts.Select(c => c / total)], options.SmallestWeight);
    }

    private static double[] ScoreOfAdding(
        double[] truth, IReadOnlyList<double[]> predictions, int outputs, (double[] Sum, int Step, GreedyOptions Options) path)
    {
        var scores = new double[predictions.Count];
        var sign = path.Options.Metric.LargerIsBetter ? 1 : -1;
        Parallel.For(0, predictions.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, path.Options.Threads) }, m =>
        {
            var mean = new double[path.Sum.Length];
            var added = predictions[m];
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] = (path.Sum[i] + added[i]) / path.Step;
            }

            var score = path.Options.Metric.Measure(new Scored(truth, mean, outputs, path.Options.RowWeights)).Value;
            scores[m] = double.IsNaN(score) ? double.NegativeInfinity : sign * score;
        });
        return scores;
    }

    private static void Add(double[] sum, double[] added)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] += added[i];
        }
    }

    // A member of tiny weight costs as much to serve as any other and changes nothing.
    private static double[] Drop(double[] weights, double smallest)
    {
        var kept = weights.Select(w => w < smallest ? 0 : w).ToArray();
        var sum = kept.Sum();
        return sum > 0 ? [.. kept.Select(w => w / sum)] : weights;
    }
}
