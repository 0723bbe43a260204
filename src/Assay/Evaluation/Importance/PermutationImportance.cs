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
        var before = model.Predict(rows, options.Cancellation);
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
        // Where each column's requests lie in one long line of all of them.
        (int Request, int Index)[] line = [.. requests.SelectMany((r, k) => Enumerable.Range(0, r.At.Length).Select(i => (k, i)))];
        for (var start = 0; start < line.Length; start += RowsACall)
        {
            cancellation.ThrowIfCancellationRequested();
            var part = line[start..Math.Min(line.Length, start + RowsACall)];
            var predicted = model.Predict(Table(data, requests, part).All, cancellation);
            for (var i = 0; i < part.Length; i++)
            {
                predicted.AsSpan(i * data.Outputs, data.Outputs).CopyTo(made[part[i].Request].AsSpan(part[i].Index * data.Outputs));
            }
        }

        return made;
    }

    private static Dataset Table(Dataset data, ShuffledRequests[] requests, (int Request, int Index)[] part)
    {
        var own = Array.ConvertAll(part, p => requests[p.Request].At[p.Index]);
        Column Shown(Column column)
        {
            var request = Array.FindIndex(requests, r => r.Column.Name == column.Name);
            // The requests of a column lie together in the line, so only its own stretch shows other rows' cells.
            var first = Array.FindIndex(part, p => p.Request == request);
            if (first < 0)
            {
                return column.Taking(own);
            }

            var shown = (int[])own.Clone();
            for (var i = first; i < part.Length && part[i].Request == request; i++)
            {
                shown[i] = requests[request].From[part[i].Index];
            }

            return column.Taking(shown);
        }

        return data with { Columns = [.. data.Columns.Select(Shown)], Target = new double[part.Length], Weights = default, SourceRows = [] };
    }

    private sealed class Measure(Metric metric, Sample rows, double[] before, PermutationOptions options)
    {
        private readonly double[] truth = rows.Target();
        private readonly double[] weights = rows.Weights();
        private readonly double sign = metric.LargerIsBetter ? 1 : -1;

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

            var first = metric.Prepare(truth, before, outputs);
            var others = Array.ConvertAll(after, a => metric.Prepare(truth, a, outputs));
            double Gap(ReadOnlySpan<double> drawn)
            {
                var sum = 0.0;
                foreach (var other in others)
                {
                    sum += other(drawn);
                }

                return sign * (first(drawn) - (sum / others.Length));
            }

            var drawn = new BootstrapOptions
            {
                Draws = options.Draws,
                Seed = SeededRandom.Derive(options.Seed, "importance rows"),
                Threads = options.Threads,
                Level = options.Level,
                Units = options.Units,
                RowWeights = weights,
                Cancellation = options.Cancellation,
            };
            var interval = Bootstrap.Of(Gap, truth.Length, drawn);
            return interval with { Method = $"paired {interval.Method} over rows, mean of {options.Repeats} shuffles" };
        }
    }
}
