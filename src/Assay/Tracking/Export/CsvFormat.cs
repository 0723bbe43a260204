namespace Assay.Tracking.Export;

/// <summary>Comma-separated values with a heading (RFC 4180, UTF-8, times in UTC); no value is an empty cell, an empty text <c>""</c>.</summary>
[Named("csv")]
internal sealed class CsvFormat : RunFormat
{
    internal override bool IsText => true;

    internal override ExportReport Write(ExportedRuns runs, string path) => throw new NotSupportedException();

    internal override ExportReport Write(ExportedRuns runs, TextWriter target) => WriteTable(runs, target).Report;

    /// <summary>Writes the table; returns the types of its columns too.</summary>
    internal static (ExportReport Report, IReadOnlyList<string> Types) WriteTable(ExportedRuns runs, TextWriter target) =>
        runs.Detail == MetricDetail.Last ? Wide(runs, target) : Long(runs, target);

    private static (ExportReport, IReadOnlyList<string>) Wide(ExportedRuns runs, TextWriter target)
    {
        var columns = RunColumns.Wide(runs.All());
        WriteRow(target, columns.Select(c => c.Name));
        var (count, points) = (0, 0L);
        foreach (var run in runs.All())
        {
            WriteRow(target, columns.Select(c => c.Cell(run)));
            count++;
            points += run.Metrics.Count;
        }

        return (new ExportReport(count, points, 0, []), [.. columns.Select(c => c.Type)]);
    }

    private static (ExportReport, IReadOnlyList<string>) Long(ExportedRuns runs, TextWriter target)
    {
        WriteRow(target, RunColumns.Long.Select(c => c.Name));
        var (count, points) = (0, 0L);
        foreach (var run in runs.All())
        {
            count++;
            foreach (var point in runs.Points(run))
            {
                WriteRow(target, RunColumns.Row(run, point));
                points++;
            }
        }

        return (new ExportReport(count, points, 0, []), [.. RunColumns.Long.Select(c => c.Type)]);
    }

    private static void WriteRow(TextWriter target, IEnumerable<string?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                target.Write(',');
            }

            first = false;
            target.Write(cell is null ? "" : Quoted(cell));
        }

        target.Write("\r\n");
    }

    private static string Quoted(string cell) =>
        cell.Length == 0 || cell.AsSpan().ContainsAny(",\"\r\n") || cell[0] == ' ' || cell[^1] == ' ' ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
