namespace Assay.Tracking.Import;

/// <summary>A chart exported from W&amp;B: the column Step, then for each run <c>RUN - METRIC</c> with its lowest and highest in the interval, which are left out.</summary>
internal sealed class WandbChart
{
    private const string Step = "Step";
    private const string Between = " - ";

    private readonly string path;
    private readonly ImportLog log;
    private readonly int width;
    private readonly (int Place, string Run, string Metric)[] curves;

    internal WandbChart(string path, ImportLog log)
    {
        (this.path, this.log) = (path, log);
        var header = CsvRows.Read(path, new ImportLog()).Select(r => r.Cells).FirstOrDefault() ?? [];
        width = header.Count;
        curves = [.. header.Index().Skip(1).Where(c => IsCurve(c.Item)).Select(c => (c.Index, c.Item[..End(c.Item)], WandbSource.Key(c.Item[(End(c.Item) + Between.Length)..])))];
    }

    /// <summary>Names of the runs in it.</summary>
    internal IEnumerable<string> Runs => curves.Select(c => c.Run).Distinct();

    /// <summary>Whether the first row of a file is a chart's.</summary>
    internal static bool Recognises(IReadOnlyList<string> header) => header is [Step, ..] && header.Skip(1).Any(IsCurve);

    /// <summary>The metrics of a run in it.</summary>
    internal IEnumerable<string> Metrics(string run) => curves.Where(c => c.Run == run).Select(c => c.Metric);

    /// <summary>The points of a run; a chart has no times, so all are at its beginning.</summary>
    internal IEnumerable<MetricPoint> Points(string run, DateTimeOffset time)
    {
        foreach (var (line, cells) in CsvRows.Read(path, log).Skip(1))
        {
            if (cells.Count != width || MlflowTexts.Number(cells[0]) is not { } step || step != Math.Floor(step) || Math.Abs(step) > 1L << 53)
            {
                // Each run reads the file; one of them tells.
                if (run == curves[0].Run)
                {
                    log.Add($"{path}, line {line}: expected {width} cells with a whole number as {Step}, found {cells.Count} with \"{ImportLog.Shown(cells[0])}\".");
                }

                continue;
            }

            foreach (var (place, _, metric) in curves.Where(c => c.Run == run && cells[c.Place].Length > 0))
            {
                if (MlflowTexts.Number(cells[place]) is { } value)
                {
                    yield return new MetricPoint(metric, value, (long)step, time);
                }
                else
                {
                    log.Add($"{path}, line {line}: expected a number, found \"{ImportLog.Shown(cells[place])}\".");
                }
            }
        }
    }

    // Names of runs may hold the mark themselves, those of metrics hardly do.
    private static int End(string column) => column.LastIndexOf(Between, StringComparison.Ordinal);

    private static bool IsCurve(string column) => End(column) is > 0 and var end && end + Between.Length < column.Length
        && !column.EndsWith("__MIN", StringComparison.Ordinal) && !column.EndsWith("__MAX", StringComparison.Ordinal);
}
