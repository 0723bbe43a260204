using Assay.Tracking.Points;

namespace Assay.Tracking;

/// <summary>Writes fresh points, several with one statement: a database across a network answers once for all of them.</summary>
internal static class TailRows
{
    /// <summary>Rows of the long statement.</summary>
    internal const int Many = 32;

    private static readonly string One = Text(1);
    private static readonly string Long = Text(Many);

    /// <summary>The statement for one row or for <see cref="Many"/>.</summary>
    internal static string Statement(int rows) => rows == 1 ? One : Long;

    /// <summary>Its parameters.</summary>
    internal static (string Name, object? Value)[] Values((long Series, long Ordinal) first, List<StoredPoint> points)
    {
        var values = new List<(string, object?)>(1 + (4 * points.Count)) { ("@series", first.Series) };
        for (var i = 0; i < points.Count; i++)
        {
            values.Add(($"@o{i}", first.Ordinal + i));
            values.Add(($"@s{i}", points[i].Step));
            values.Add(($"@t{i}", points[i].Time));
            values.Add(($"@v{i}", Portable.Number(points[i].Value)));
        }

        return [.. values];
    }

    private static string Text(int rows) => "INSERT INTO metric_tail (series_id, ordinal, step, time, value) VALUES "
        + string.Join(", ", Enumerable.Range(0, rows).Select(i => $"(@series, @o{i}, @s{i}, @t{i}, @v{i})"));
}
