using Assay.Tracking.Points;

namespace Assay.Tracking;

/// <summary>Writes fresh points, several with one statement: a database across a network answers once for all of them.</summary>
internal static class TailRows
{
    private const int Most = 32;

    private static readonly (string Series, string Ordinal, string Step, string Time, string Value)[] Names =
        [.. Enumerable.Range(0, Most).Select(i => ($"@r{i}", $"@o{i}", $"@s{i}", $"@t{i}", $"@v{i}"))];

    private static readonly string[] Texts = [.. Enumerable.Range(0, Most + 1).Select(Text)];

    /// <summary>Writes rows of any curves.</summary>
    internal static void Write(Session session, List<TailRow> rows)
    {
        var many = Math.Min(session.Dialect.RowsAtOnce, Most);
        for (var start = 0; start < rows.Count;)
        {
            var part = rows.Count - start >= many ? many : 1;
            session.Execute(Texts[part], Values(rows.GetRange(start, part)));
            start += part;
        }
    }

    private static (string Name, object? Value)[] Values(List<TailRow> rows)
    {
        var values = new (string, object?)[5 * rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            var (series, ordinal, point) = rows[i];
            values[5 * i] = (Names[i].Series, series);
            values[(5 * i) + 1] = (Names[i].Ordinal, ordinal);
            values[(5 * i) + 2] = (Names[i].Step, point.Step);
            values[(5 * i) + 3] = (Names[i].Time, point.Time);
            values[(5 * i) + 4] = (Names[i].Value, Portable.Number(point.Value));
        }

        return values;
    }

    private static string Text(int rows) => "INSERT INTO metric_tail (series_id, ordinal, step, time, value) VALUES "
        + string.Join(", ", Enumerable.Range(0, rows).Select(i => $"(@r{i}, @o{i}, @s{i}, @t{i}, @v{i})"));
}

/// <summary>One fresh point of a curve.</summary>
internal readonly record struct TailRow(long Series, long Ordinal, StoredPoint Point);
