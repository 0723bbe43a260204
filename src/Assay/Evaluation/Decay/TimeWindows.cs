using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Rows;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Decay;

/// <summary>Rows in order of time, cut into windows of equally many, and these into blocks that are drawn whole.</summary>
/// <param name="Rows">Row indices of each window, in order of time.</param>
/// <param name="Times">Mean time of each window, in seconds since 1970 or the column's own unit; the window's number from 1 on where only the order is known.</param>
/// <param name="Dated">Whether the times are dates.</param>
internal sealed record TimeWindows(int[][] Rows, double[] Times, bool Dated)
{
    private const int LeastRows = 50;
    private const int LeastBlocks = 5;
    private const int Draws = 400;

    private Lazy<int[][]>? blocks;

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
        return new(rows, [.. rows.Select((own, w) => time is null ? w + 1 : own.Average(r => time.Values[r]))], time?.Kind == ColumnKind.Date);
    }

    /// <summary>Windows.</summary>
    public int Count => Rows.Length;

    /// <summary>The windows that settings ask for; null when there is no time or there are too few rows.</summary>
    /// <param name="context">The rows.</param>
    /// <param name="settings">Of a check with <see cref="Settings"/>.</param>
    public static TimeWindows? Asked(CheckContext context, CheckSettings settings)
    {
        var data = context.Predictions.Data;
        var inOrder = settings.Text("order", "column") == "file";
        var time = settings.Text("time", "") is { Length: > 0 } named ? data.Named(named) as NumberColumn : data.With(ColumnRole.Time) as NumberColumn;
        return time is null && !inOrder ? null : Of(data, time, (int)settings.Number("windows", 10, 5, 50));
    }

    /// <summary>Which rows come first: settings of every check that looks at time.</summary>
    public static IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("time", "column that says when a row was known; the time column of the data when nothing is said", ""),
        new("order", "file when rows are in order of time and no column says when, otherwise column", "column"),
        new("windows", "windows of equally many rows, 5 to 50; at least 50 rows each", "10"),
    ];

    /// <summary>Why there are no windows; null when there are.</summary>
    public static string? Missing(CheckContext context) =>
        context.Predictions.Data.With(ColumnRole.Time) is not NumberColumn time
            ? "No column says when a row was known. Name one with the setting time, or say order: file when rows are in order of time."
        : Of(context.Predictions.Data, time, 10) is null ? $"It needs at least five windows of 50 rows; there are {context.Predictions.Count} rows." : null;

    // Neighbours in time resemble each other, so they are drawn together: as many as the errors of the judged predictions remember. They
    // depend on the window alone, so that other predictions are drawn over the same blocks.
    private int[] Blocks(int window, CheckContext context)
    {
        var part = JudgedRows.Of(context).At(Rows[window]);
        var length = TimeBlocks.Length(context.Predictions.Data.Task == LearningTask.Regression ? part.Distances() : part.Wrong());
        double[] places = [.. Enumerable.Range(0, part.Count).Select(i => (double)i)];
        return TimeBlocks.Of(places, Math.Clamp(Math.Max(length, TimeBlocks.Length(part.Count)), 1, Math.Max(1, part.Count / LeastBlocks)));
    }

    /// <summary>Blocks of a window that are drawn whole, the units of its bootstrap.</summary>
    public int BlockCount(int window, CheckContext context) => UnitsOf(window, context).Max() + 1;

    private int[] UnitsOf(int window, CheckContext context) =>
        (blocks ??= new(() => [.. Enumerable.Range(0, Count).Select(w => Blocks(w, context))])).Value[window];

    /// <summary>The metric in one window with its interval, and its block-bootstrap draws.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="predicted">One number or more a row of the window.</param>
    /// <param name="window">Which window: the same window draws the same rows whatever is predicted, so differences are paired.</param>
    /// <param name="context">Truth, seed and level.</param>
    public (Interval Value, double[] Draws) Measure(Metric metric, double[] predicted, int window, CheckContext context)
    {
        var (data, rows) = (context.Predictions.Data, Rows[window]);
        var part = new JudgedRows(Array.ConvertAll(rows, r => data.Target.Span[r]), predicted, data.Outputs, RowDesign.Of(context).At(rows));
        var options = context.Bootstrap("windows", Draws) with { Units = UnitsOf(window, context), RowWeights = part.Design.Weights };
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
