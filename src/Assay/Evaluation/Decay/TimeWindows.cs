using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Decay;

/// <summary>Rows in order of time, cut into windows of equally many, and these into blocks that are drawn whole.</summary>
/// <param name="Rows">Row indices of each window, in order of time.</param>
/// <param name="Times">Mean time of each window, in seconds since 1970 or the column's own unit; the window's number where only the order is known.</param>
/// <param name="Dated">Whether the times are dates.</param>
internal sealed record TimeWindows(int[][] Rows, double[] Times, bool Dated)
{
    private const int LeastRows = 50;
    private const int Draws = 400;

    /// <summary>Windows over the rows with a known time; null when there are fewer than five of 50 rows.</summary>
    /// <param name="data">The table.</param>
    /// <param name="time">The time of each row; null when rows are in order of time already.</param>
    /// <param name="count">Windows, at most.</param>
    public static TimeWindows? Of(Dataset data, NumberColumn? time, int count)
    {
        int[] order = time is null
            ? [.. Enumerable.Range(0, data.RowCount)]
            : [.. Enumerable.Range(0, data.RowCount).Where(r => !time.IsMissing(r)).OrderBy(r => time.Values[r])];
        count = Math.Min(count, order.Length / LeastRows);
        if (count < 5)
        {
            return null;
        }

        int[][] rows = [.. Enumerable.Range(0, count).Select(w => order[(int)((long)order.Length * w / count)..(int)((long)order.Length * (w + 1) / count)])];
        return new(rows, [.. rows.Select((own, w) => time is null ? w : own.Average(r => time.Values[r]))], time?.Kind == ColumnKind.Date);
    }

    /// <summary>Windows.</summary>
    public int Count => Rows.Length;

    /// <summary>The block of every row of a window: neighbours in time resemble each other, so they are drawn together.</summary>
    /// <remarks>Blocks about three times the cube root of the rows long. Source: Kuensch, Annals of Statistics 17, 1989; Hall, Horowitz and Jing, Biometrika 82, 1995.</remarks>
    public static int[] Blocks(int rows)
    {
        var length = Math.Clamp((int)Math.Round(3 * Math.Cbrt(rows)), 1, Math.Max(1, rows / 5));
        return [.. Enumerable.Range(0, rows).Select(i => i / length)];
    }

    /// <summary>The metric in one window with its interval, and its block-bootstrap draws.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="predicted">One number or more a row of the window.</param>
    /// <param name="window">Which window: the same window draws the same rows whatever is predicted, so differences are paired.</param>
    /// <param name="context">Truth, seed and level.</param>
    public (Interval Value, double[] Draws) Measure(Metric metric, double[] predicted, int window, CheckContext context)
    {
        var (data, rows) = (context.Predictions.Data, Rows[window]);
        var part = new JudgedRows(Array.ConvertAll(rows, r => data.Target.Span[r]), predicted, data.Outputs, RowDesign.Of(context).At(rows));
        var options = context.Bootstrap("windows", Draws) with { Units = Blocks(part.Count), RowWeights = part.Design.Weights };
        options = options with { Seed = SeededRandom.Derive(options.Seed, "window", window) };
        var value = metric.Measure(part.Scored());
        if (value.Undefined is { } reason)
        {
            return (Interval.None(reason) with { Level = context.Level }, []);
        }

        var draws = Bootstrap.Draws(metric.Prepare(part.Truth, part.Predicted, part.Outputs), part.Count, options);
        double[] sorted = [.. draws.Where(d => !double.IsNaN(d)).Order()];
        var interval = sorted.Length < 0.9 * draws.Length
            ? new Interval(value.Value, double.NaN, double.NaN, "block bootstrap: no interval, too many draws are undefined")
            : new Interval(value.Value, Quantiles.Linear(sorted, (1 - context.Level) / 2), Quantiles.Linear(sorted, (1 + context.Level) / 2), "block bootstrap");
        return (interval with { Level = context.Level }, draws);
    }
}
