using Assay.Data;
using Assay.Evaluation.Models;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Importance;

/// <summary>How much a metric loses when a column's cells are shuffled over the rows, for any model that can predict rows.</summary>
/// <param name="Column">The column.</param>
/// <param name="Loss">Metric before less after, turned so that above 0 the column helps; mean over shuffles, with its interval.</param>
/// <remarks>
/// Predictions of all columns and shuffles are asked for together, in few large calls, and only where a cell changed; the shuffles of a column are
/// spread evenly over its values. Source: Breiman, Machine Learning 45, 2001; Fisher, Rudin and Dominici, JMLR 20, 2019.
/// </remarks>
public sealed record PermutationImportance(string Column, Interval Loss)
{
    private const int RowsACall = 200_000;

    /// <summary>Every feature and calendar column, largest loss first.</summary>
    /// <param name="model">The model; asked by one thread.</param>
    /// <param name="rows">The rows, of a labelled table.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="options">Shuffles, seed, intervals.</param>
    /// <exception cref="AssayException">What the model throws.</exception>
    public static IReadOnlyList<PermutationImportance> Of(EvaluatedModel model, Sample rows, Metric metric, PermutationOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(options);
        Column[] columns = [.. rows.Data.Features, .. rows.Data.Calendar];
        var requests = Array.ConvertAll(columns, column => new ShuffledRequests(column, rows.Rows, SpreadShuffles.Of(column, rows.Rows, options)));
        var before = options.Before ?? model.Predict(rows, options.Cancellation);
        var made = Predict(model, rows.Data, requests, options.Cancellation);
        var measure = new Measure(metric, rows, before, options);
        return
        [
            .. requests.Select((request, i) => new PermutationImportance(request.Column.Name, measure.Loss(request, made[i])))
                .OrderByDescending(i => i.Loss.Value).ThenBy(i => i.Column, StringComparer.Ordinal),
        ];
    }

    private static double[][] Predict(EvaluatedModel model, Dataset data, ShuffledRequests[] requests, CancellationToken cancellation)
    {
        var made = Array.ConvertAll(requests, r => new double[r.At.Length * data.Outputs]);
        // The requests of all columns lie one after another in one long line, which is asked for in few pieces.
        var ends = new int[requests.Length + 1];
        for (var k = 0; k < requests.Length; k++)
        {
            ends[k + 1] = ends[k] + requests[k].At.Length;
        }

        for (var start = 0; start < ends[^1]; start += RowsACall)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(ends[^1], start + RowsACall);
            var stretches = requests.Select((r, k) => new Stretch(r, Math.Max(start, ends[k]) - ends[k], Math.Min(end, ends[k + 1]) - ends[k])).ToArray();
            var predicted = model.Predict(Table(data, stretches, end - start).All, cancellation).AsSpan();
            for (var k = 0; k < requests.Length; k++)
            {
                var numbers = predicted[..(stretches[k].Length * data.Outputs)];
                numbers.CopyTo(made[k].AsSpan(stretches[k].Length == 0 ? 0 : stretches[k].From * data.Outputs));
                predicted = predicted[numbers.Length..];
            }
        }

        return made;
    }

    private static Dataset Table(Dataset data, Stretch[] stretches, int count)
    {
        var own = new int[count];
        var at = 0;
        var starts = new Dictionary<string, (int Place, Stretch Stretch)>(StringComparer.Ordinal);
        foreach (var stretch in stretches.Where(s => s.Length > 0))
        {
            starts.Add(stretch.Request.Column.Name, (at, stretch));
            stretch.Request.At.AsSpan(stretch.From, stretch.Length).CopyTo(own.AsSpan(at));
            at += stretch.Length;
        }

        Column Shown(Column column)
        {
            if (!starts.TryGetValue(column.Name, out var shuffled))
            {
                return column.Taking(own);
            }

            // Only in its own stretch a column shows other rows' cells.
            var shown = (int[])own.Clone();
            shuffled.Stretch.Request.From.AsSpan(shuffled.Stretch.From, shuffled.Stretch.Length).CopyTo(shown.AsSpan(shuffled.Place));
            return column.Taking(shown);
        }

        return data with { Columns = [.. data.Columns.Select(Shown)], Target = new double[count], Weights = default, SourceRows = [] };
    }

    /// <summary>The part of a column's requests that is asked for in one call; empty when it ends before it begins.</summary>
    private readonly record struct Stretch(ShuffledRequests Request, int From, int To)
    {
        public int Length => Math.Max(0, To - From);
    }

    private sealed class Measure(Metric metric, Sample rows, double[] before, PermutationOptions options)
    {
        private readonly double[] truth = rows.Target();
        private readonly double[] weights = rows.Weights();
        private readonly double sign = metric.LargerIsBetter ? 1 : -1;
        private double[]? undamaged;

        public Interval Loss(ShuffledRequests request, double[] made)
        {
            var outputs = rows.Data.Outputs;
            double[][] after = [.. Enumerable.Range(0, options.Repeats).Select(repeat => request.Predicted(repeat, before, made, outputs))];
            if (options.Draws == 0)
            {
                var whole = metric.Measure(new Scored(truth, before, outputs, weights)).Value;
                // Plain Student t over the shuffles: a ratio of 0 takes the resampling correction out.
                return CorrectedResampledT.Of([.. after.Select(a => sign * (whole - metric.Measure(new Scored(truth, a, outputs, weights)).Value))], testToTrain: 0).Mean with { Method = "student t over shuffles" };
            }

            // The same seed draws the same rows for every column, so the rows as they are need be scored once.
            undamaged ??= Drawn(metric.Prepare(truth, before, outputs));
            var others = Array.ConvertAll(after, a => metric.Prepare(truth, a, outputs));
            var damaged = Drawn(drawn => Mean(others, drawn));
            double[] losses = [.. undamaged.Zip(damaged, (first, other) => sign * (first - other))];
            var name = $"paired bootstrap over {(options.Units.Length > 0 ? "units" : "rows")}, mean of {options.Repeats} shuffles";
            double[] defined = [.. losses.Skip(1).Where(double.IsFinite)];
            if (!double.IsFinite(losses[0]) || defined.Length < 0.9 * options.Draws || defined.Length < 2)
            {
                return new Interval(losses[0], double.NaN, double.NaN, $"{name}: no interval, too many draws are undefined") { Level = options.Level };
            }

            // Limits for many columns together lie further out than a moderate number of draws reaches; the normal's do not.
            var half = Tails.NormalOfLevel(options.Level) * Math.Sqrt(TwoSamples.Variance(defined));
            return new Interval(losses[0], losses[0] - half, losses[0] + half, $"normal limits of the {name}") { Level = options.Level };
        }

        private static double Mean(WeightedScore[] scores, ReadOnlySpan<double> drawn)
        {
            var sum = 0.0;
            foreach (var score in scores)
            {
                sum += score(drawn);
            }

            return sum / scores.Length;
        }

        // The number of all rows first, then that of every draw.
        private double[] Drawn(WeightedScore score)
        {
            double[] plain = weights.Length > 0 ? weights : [.. Enumerable.Repeat(1.0, truth.Length)];
            return [score(plain), .. Bootstrap.Draws(score, truth.Length, new BootstrapOptions
            {
                Draws = options.Draws,
                Seed = SeededRandom.Derive(options.Seed, "importance rows"),
                Threads = options.Threads,
                Level = options.Level,
                Units = options.Units,
                RowWeights = weights,
                Cancellation = options.Cancellation,
            })];
        }
    }
}
