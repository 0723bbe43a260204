using Assay.Data;
using Assay.Learners;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>Turns the champion's test predictions into the aggregates the report draws.</summary>
internal sealed class EvidenceMaker(Dataset data, Split split, DevelopOptions options)
{
    private const int Bins = 10;
    private const int ImportanceRows = 2000;
    private const int ImportanceRepeats = 5;

    /// <summary>Calibration, confusion or residuals.</summary>
    public TestEvidence Describe(double[] predicted)
    {
        var truth = new Sample(data, split.Test).Target();
        return data.Task == LearningTask.Regression
            ? new TestEvidence { Residuals = Residuals(truth, predicted) }
            : new TestEvidence { Calibration = Calibration(truth, predicted), Confusion = Confusion(truth, predicted), Classes = data.Classes };
    }

    /// <summary>Permutation importance on a sample of the test rows, largest loss first.</summary>
    /// <exception cref="OperationCanceledException">Ctrl-C; ended by the clock, it has fewer columns.</exception>
    /// <remarks>Source: Breiman, "Random forests", Machine Learning 45, 2001; Fisher, Rudin and Dominici, JMLR 20, 2019.</remarks>
    public IReadOnlyList<ColumnImportance> Importance(Model model, Metric metric, CancellationToken cancellation)
    {
        var step = Math.Max(1, (split.Test.Length + ImportanceRows - 1) / ImportanceRows);
        var rows = split.Test.Where((_, i) => i % step == 0).ToArray();
        var whole = Score(metric, rows, model.Predict(new Sample(data, rows)));
        var found = new List<ColumnImportance>();
        foreach (var column in data.Features.Concat(data.Calendar))
        {
            options.Cancellation.ThrowIfCancellationRequested();
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            found.Add(new ColumnImportance(column.Name, Shuffled(column, model, metric, (rows, whole))));
        }

        return [.. found.OrderByDescending(i => i.Loss.Value).ThenBy(i => i.Column, StringComparer.Ordinal)];
    }

    /// <summary>Size against quality of every finished trial.</summary>
    public static IReadOnlyList<SizePoint> Sizes(IReadOnlyList<Trial> trials, bool largerIsBetter, Func<double, double> usefulGain)
    {
        var sign = largerIsBetter ? 1 : -1;
        var finished = trials.Where(t => t.Finished).OrderBy(t => t.Result.ModelBytes).ThenByDescending(t => sign * t.Result.Score.Value).ToArray();
        if (finished.Length == 0)
        {
            return [];
        }

        var best = finished.Max(t => sign * t.Result.Score.Value);
        var enough = finished.First(t => sign * t.Result.Score.Value >= best - usefulGain(best));
        var front = double.NegativeInfinity;
        var points = new List<SizePoint>();
        foreach (var trial in finished)
        {
            var quality = sign * trial.Result.Score.Value;
            points.Add(new SizePoint(trial.Result.Name, trial.Candidate.Phase, trial.Result.ModelBytes, trial.Result.Score.Value, quality > front, trial == enough));
            front = Math.Max(front, quality);
        }

        return points;
    }

    private Interval Shuffled(Column column, Model model, Metric metric, (int[] Rows, double Whole) sample)
    {
        var sign = metric.LargerIsBetter ? 1 : -1;
        var losses = new double[ImportanceRepeats];
        for (var repeat = 0; repeat < losses.Length; repeat++)
        {
            var order = (int[])sample.Rows.Clone();
            SeededRandom.For(options.Seed, "importance-" + column.Name, repeat).Shuffle<int>(order);
            var shuffled = data.Replacing(column.Picking(sample.Rows, order));
            losses[repeat] = sign * (sample.Whole - Score(metric, sample.Rows, model.Predict(new Sample(shuffled, sample.Rows))));
        }

        // Plain Student t over the shuffles: a ratio of 0 takes the resampling correction out.
        return CorrectedResampledT.Of(losses, testToTrain: 0).Mean with { Method = "student t over shuffles" };
    }

    private double Score(Metric metric, int[] rows, double[] predicted)
    {
        var sample = new Sample(data, rows);
        return metric.Measure(new Scored(sample.Target(), predicted, data.Outputs, sample.Weights())).Value;
    }

    private List<CalibrationBin> Calibration(double[] truth, double[] predicted)
    {
        var outputs = data.Outputs;
        var sure = new (double Probability, bool Right)[truth.Length];
        for (var i = 0; i < truth.Length; i++)
        {
            var row = predicted.AsSpan(i * outputs, outputs);
            var top = outputs == 1 ? 1 : Largest(row);
            sure[i] = (outputs == 1 ? row[0] : row[top], (int)truth[i] == top);
        }

        return
        [
            .. sure.GroupBy(s => Math.Min(Bins - 1, (int)(s.Probability * Bins))).OrderBy(g => g.Key).Select(g =>
            {
                var right = g.Count(s => s.Right);
                return new CalibrationBin(g.Average(s => s.Probability), Proportion.Wilson(right, g.Count()), g.Count());
            }),
        ];
    }

    private double[][] Confusion(double[] truth, double[] predicted)
    {
        var classes = Math.Max(2, data.Classes.Count);
        var counts = Enumerable.Range(0, classes).Select(_ => new double[classes]).ToArray();
        for (var i = 0; i < truth.Length; i++)
        {
            var said = data.Outputs == 1 ? (predicted[i] >= 0.5 ? 1 : 0) : Largest(predicted.AsSpan(i * data.Outputs, data.Outputs));
            counts[(int)truth[i]][said]++;
        }

        return counts;
    }

    private static List<ResidualBin> Residuals(double[] truth, double[] predicted)
    {
        var order = Enumerable.Range(0, truth.Length).OrderBy(i => predicted[i]).ToArray();
        return
        [
            .. order.Chunk(Math.Max(1, (order.Length + Bins - 1) / Bins)).Select(rows =>
            {
                var residuals = rows.Select(i => truth[i] - predicted[i]).Order().ToArray();
                return new ResidualBin(predicted[rows[rows.Length / 2]], At(residuals, 0.05), At(residuals, 0.5), At(residuals, 0.95), rows.Length);
            }),
        ];
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];

    private static int Largest(ReadOnlySpan<double> row)
    {
        var best = 0;
        for (var k = 1; k < row.Length; k++)
        {
            best = row[k] > row[best] ? k : best;
        }

        return best;
    }
}
