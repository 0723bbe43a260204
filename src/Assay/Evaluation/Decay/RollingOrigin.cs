using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Learners;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Decay;

/// <summary>How much worse a model becomes as it ages: trained again on each stretch of the past, judged on every later window.</summary>
/// <param name="PerWindow">Change of quality for each window of age, on the same rows; below 0 it decays.</param>
/// <param name="Fresh">Quality of models without age less that of the baseline, mean over windows.</param>
/// <param name="ByAge">Change against a fresh model on the same windows, by age in windows.</param>
/// <param name="Line">Advantage over the baseline as a line over age.</param>
/// <remarks>
/// Every model learns on as many windows just before its origin, so that older ones have not merely seen fewer rows; models of different age
/// are compared within a window only, so that hard and easy windows do not count. Source of the design: Tashman, International Journal of
/// Forecasting 16, 2000 (rolling origin, fixed window).
/// </remarks>
internal sealed record RollingOrigin(Interval PerWindow, Interval Fresh, IReadOnlyList<(int Age, Interval Change)> ByAge, TrendLine Line)
{
    private const int TrainingWindows = 3;

    /// <summary>Trains and judges; null with fewer than six windows.</summary>
    public static RollingOrigin? Of(CheckContext context, TimeWindows windows, Learner learner, Settings settings)
    {
        if (windows.Count < TrainingWindows + 3)
        {
            return null;
        }

        var sign = context.Metric.LargerIsBetter ? 1 : -1;
        var data = context.Predictions.Data;
        var cells = new List<(int Window, int Age, double Quality, double[] Draws)>();
        var baselines = new Dictionary<int, double>();
        for (var origin = TrainingWindows; origin < windows.Count; origin++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int[] past = [.. windows.Rows[(origin - TrainingWindows)..origin].SelectMany(r => r)];
            var model = learner.Fit(new Sample(data, past), new FitOptions { Settings = settings, Seed = SeededRandom.Derive(context.Seed, "rolling origin", origin), Threads = context.Threads, Cancellation = context.Cancellation });
            baselines[origin] = sign * Baseline(context, windows, origin).Value.Value;
            for (var window = origin; window < windows.Count; window++)
            {
                var (value, draws) = windows.Measure(context.Metric, model.Predict(new Sample(data, windows.Rows[window])), window, context);
                if (!double.IsNaN(value.Value))
                {
                    cells.Add((window, window - origin, sign * value.Value, Array.ConvertAll(draws, d => sign * d)));
                }
            }
        }

        return Read(cells, baselines, context.Level);
    }

    /// <summary>A constant learnt on the window before, measured in this one.</summary>
    public static (Interval Value, double[] Draws) Baseline(CheckContext context, TimeWindows windows, int window)
    {
        var data = context.Predictions.Data;
        var model = Catalogue<Learner>.Find("zero-rule").Fit(new Sample(data, windows.Rows[window - 1]), new FitOptions());
        return windows.Measure(context.Metric, model.Predict(new Sample(data, windows.Rows[window])), window, context);
    }

    private static RollingOrigin? Read(List<(int Window, int Age, double Quality, double[] Draws)> cells, Dictionary<int, double> baselines, double level)
    {
        var blocks = cells.GroupBy(c => c.Window).Where(g => g.Count() > 1).Select(g => g.ToArray()).ToArray();
        var fresh = cells.Where(c => c.Age == 0 && !double.IsNaN(baselines[c.Window])).Select(c => c.Quality - baselines[c.Window]).ToArray();
        if (blocks.Length < 3 || fresh.Length < 3)
        {
            return null;
        }

        double Slope(IEnumerable<(int Window, int Age, double Quality, double[] Draws)[]> of, Func<(int Window, int Age, double Quality, double[] Draws), double> quality)
        {
            var (product, square) = (0.0, 0.0);
            foreach (var block in of)
            {
                var (age, mean) = (block.Average(c => c.Age), block.Average(quality));
                product += block.Sum(c => (c.Age - age) * (quality(c) - mean));
                square += block.Sum(c => (c.Age - age) * (c.Age - age));
            }

            return product / square;
        }

        var slope = Slope(blocks, c => c.Quality);
        // Windows age a model differently: leaving one out at a time shows by how much (Tukey's jackknife).
        double[] without = [.. blocks.Select(b => Slope(blocks.Where(o => o != b), c => c.Quality))];
        var jackknife = Math.Sqrt(Sums.Squares(without, Sums.Mean(without)) * (without.Length - 1) / without.Length);
        double[] draws = [.. Enumerable.Range(0, blocks[0][0].Draws.Length).Select(i => Slope(blocks, c => c.Draws[i])).Where(d => !double.IsNaN(d))];
        var error = Math.Max(jackknife, Math.Sqrt(TwoSamples.Variance(draws)));
        var quantile = Tails.StudentOfLevel(level, blocks.Length - 1);
        var freshError = Math.Sqrt(TwoSamples.Variance(fresh) / fresh.Length);
        Interval Around(double value, double by, string method) => new(value, value - (quantile * by), value + (quantile * by), method) { Level = level };
        var byAge = cells.GroupBy(c => c.Age).OrderBy(g => g.Key).Select(g =>
        {
            double[] changes = [.. g.Select(c => c.Quality - cells.First(o => o.Window == c.Window && o.Age == 0).Quality)];
            return (g.Key, changes.Length < 2 || g.Key == 0
                ? new Interval(Sums.Mean(changes), double.NaN, double.NaN, "one window")
                : new Evaluation.Rows.RowDesign([], [], level).Mean(changes));
        });
        return new(
            Around(slope, error, "within windows, larger of block bootstrap and jackknife over windows"),
            Around(Sums.Mean(fresh), freshError, "student t over windows"),
            [.. byAge],
            new TrendLine(Sums.Mean(fresh), slope, 0, freshError, error, quantile));
    }
}
