using System.Globalization;

namespace Assay.Tracking.Import;

/// <summary>The history of one W&amp;B run in a CSV file: a row a step, an empty cell where nothing was logged.</summary>
internal sealed class WandbHistory
{
    private readonly string path;
    private readonly ImportLog log;
    private readonly IReadOnlyList<string> header;

    internal WandbHistory(string path, ImportLog log)
    {
        (this.path, this.log) = (path, log);
        var quiet = new ImportLog();
        header = CsvRows.Read(path, quiet).Select(r => r.Cells).FirstOrDefault() ?? [];
        First = CsvRows.Read(path, quiet).Skip(1).Select(r => Time(r.Cells)).FirstOrDefault();
    }

    /// <summary>Columns that become metrics.</summary>
    internal IEnumerable<string> Columns => header.Where(c => c.Length > 0 && c[0] != '_' && c.Trim().Length > 0);

    internal DateTimeOffset? First { get; }

    /// <summary>After the points are read.</summary>
    internal DateTimeOffset? Last { get; private set; }

    internal IEnumerable<MetricPoint> Points(DateTimeOffset otherwise)
    {
        var step = header.ToList().IndexOf("_step");
        foreach (var (line, cells) in CsvRows.Read(path, log).Skip(1))
        {
            if (cells.Count != header.Count || MlflowTexts.Number(cells[step]) is not { } number || number != Math.Floor(number) || Math.Abs(number) > 1L << 53)
            {
                log.Add($"{path}, line {line}: expected {header.Count} cells with a whole number as _step, found {cells.Count}{(cells.Count > step ? $" with \"{ImportLog.Shown(cells[step])}\"" : "")}.");
                continue;
            }

            Last = Time(cells) ?? Last ?? otherwise;
            foreach (var (column, cell) in header.Zip(cells))
            {
                if (cell.Length > 0 && column.Trim().Length > 0 && column[0] != '_' && MlflowTexts.Number(cell) is { } value)
                {
                    yield return new MetricPoint(WandbSource.Key(column), value, (long)number, Last);
                }
            }
        }
    }

    private DateTimeOffset? Time(IReadOnlyList<string> cells)
    {
        var place = header.ToList().IndexOf("_timestamp");
        return place >= 0 && place < cells.Count && double.TryParse(cells[place], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 253_402_300_799
            ? Portable.Time((long)(seconds * 1000))
            : null;
    }
}
