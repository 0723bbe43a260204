using Assay.Data;
using Assay.Metrics;
using Assay.Numerics;

namespace Assay.Tests.Metrics;

/// <summary>What every metric promises, ours and yours.</summary>
public class MetricContractTests
{
    public static TheoryData<string, LearningTask> Pairs()
    {
        var pairs = new TheoryData<string, LearningTask>();
        foreach (var metric in Catalogue<Metric>.All)
        {
            foreach (var task in Enum.GetValues<LearningTask>().Where(metric.Supports))
            {
                pairs.Add(metric.Name, task);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_row_of_weight_two_counts_as_two_rows_and_of_weight_zero_as_none(string name, LearningTask task)
    {
        var (truth, predicted, outputs) = Rows(task, 40, seed: 1);
        var counts = Enumerable.Range(0, 40).Select(i => (double)(i % 3)).ToArray();
        int[] repeated = [.. Enumerable.Range(0, 40).SelectMany(i => Enumerable.Repeat(i, i % 3))];
        var weighted = Catalogue<Metric>.Find(name).Measure(new Scored(truth, predicted, outputs, counts)).Value;
        Assert.Equal(Measure(name, Take(truth, 1, repeated), Take(predicted, outputs, repeated), outputs), weighted, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Prepared_it_gives_the_same_as_measured(string name, LearningTask task)
    {
        var (truth, predicted, outputs) = Rows(task, 60, seed: 2);
        var random = new SeededRandom(3);
        double[] weights = [.. Enumerable.Range(0, 60).Select(_ => (double)random.Next(4))];
        var metric = Catalogue<Metric>.Find(name);
        var prepared = metric.Prepare(truth, predicted, outputs);
        Assert.Equal(metric.Measure(new Scored(truth, predicted, outputs, weights)).Value, prepared(weights), 1e-9);
        Assert.Equal(metric.Measure(new Scored(truth, predicted, outputs, [])).Value, prepared([.. Enumerable.Repeat(1.0, 60)]), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_order_of_rows_does_not_matter(string name, LearningTask task)
    {
        var (truth, predicted, outputs) = Rows(task, 50, seed: 4);
        int[] order = [.. Enumerable.Range(0, 50)];
        new SeededRandom(5).Shuffle<int>(order);
        Assert.Equal(
            Measure(name, truth, predicted, outputs), Measure(name, Take(truth, 1, order), Take(predicted, outputs, order), outputs), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Better_predictions_score_better_or_the_same(string name, LearningTask task)
    {
        var metric = Catalogue<Metric>.Find(name);
        var (truth, predicted, outputs) = Rows(task, 200, seed: 6);
        var perfect = Perfect(task, truth, outputs);
        var sign = metric.LargerIsBetter ? 1 : -1;
        Assert.True(sign * (Measure(name, truth, perfect, outputs) - Measure(name, truth, predicted, outputs)) >= 0);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Rows_that_do_not_line_up_are_refused(string name, LearningTask task)
    {
        var (truth, predicted, outputs) = Rows(task, 10, seed: 7);
        Assert.Throws<ArgumentException>(() => Measure(name, truth[..9], predicted, outputs));
        Assert.Throws<AssayException>(() => Measure(name, [], [], outputs));
        predicted[3] = double.NaN;
        Assert.Throws<AssayException>(() => Measure(name, truth, predicted, outputs));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Its_input_is_left_alone(string name, LearningTask task)
    {
        var (truth, predicted, outputs) = Rows(task, 30, seed: 8);
        var (truthBefore, predictedBefore) = ((double[])truth.Clone(), (double[])predicted.Clone());
        Measure(name, truth, predicted, outputs);
        Catalogue<Metric>.Find(name).Prepare(truth, predicted, outputs)([.. Enumerable.Repeat(1.0, 30)]);
        Assert.Equal(truthBefore, truth);
        Assert.Equal(predictedBefore, predicted);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Nothing_is_allocated_for_each_row(string name, LearningTask task)
    {
        // What is sorted may need a few arrays as long as the predictions (three of 8 bytes); an object a row would cost 24 bytes or more on top.
        var metric = Catalogue<Metric>.Find(name);
        var most = metric.IsHeadline || metric is MeanLoss or LabelMetric ? 1 : task == LearningTask.Multiclass ? 3 * 24 : 24;
        var more = (Allocated(name, task, 40_000) - Allocated(name, task, 20_000)) / 20_000.0;
        Assert.True(more <= most, $"{more:F1} bytes for each further row, at most {most} are allowed");
    }

    private static long Allocated(string name, LearningTask task, int rows)
    {
        var (truth, predicted, outputs) = Rows(task, rows, seed: 9);
        Measure(name, truth, predicted, outputs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Measure(name, truth, predicted, outputs);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Measure(string name, double[] truth, double[] predicted, int outputs) =>
        Catalogue<Metric>.Find(name).Measure(new Scored(truth, predicted, outputs, [])).Value;

    // Ties on purpose: probabilities and values lie on a coarse grid; values are positive so that every deviance is defined.
    private static (double[] Truth, double[] Predicted, int Outputs) Rows(LearningTask task, int rows, ulong seed)
    {
        var random = new SeededRandom(seed);
        var outputs = task == LearningTask.Multiclass ? 3 : 1;
        var (truth, predicted) = (new double[rows], new double[rows * outputs]);
        for (var i = 0; i < rows; i++)
        {
            truth[i] = task switch { LearningTask.Binary => random.Next(2), LearningTask.Multiclass => random.Next(3), _ => 1 + random.Next(20) };
            switch (task)
            {
                case LearningTask.Binary:
                    predicted[i] = (random.Next(8) + (3 * truth[i])) / 10;
                    break;
                case LearningTask.Multiclass:
                    double[] raw = [.. Enumerable.Range(0, 3).Select(k => 1.0 + random.Next(5) + (k == (int)truth[i] ? 2 : 0))];
                    raw.Select(r => r / raw.Sum()).ToArray().CopyTo(predicted, i * 3);
                    break;
                default:
                    predicted[i] = Math.Max(0.5, truth[i] + random.Next(7) - 3);
                    break;
            }
        }

        return (truth, predicted, outputs);
    }

    private static double[] Perfect(LearningTask task, double[] truth, int outputs) =>
        task == LearningTask.Multiclass ? [.. truth.SelectMany(t => Enumerable.Range(0, outputs).Select(k => k == (int)t ? 1.0 : 0))] : [.. truth];

    private static double[] Take(double[] values, int width, int[] rows) => [.. rows.SelectMany(r => values[(r * width)..((r + 1) * width)])];
}
