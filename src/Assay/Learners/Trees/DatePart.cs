using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>Parts of a date: days since 1970, year, month, day of month, day of week, day of year, and the hour where dates have one.</summary>
internal sealed record DatePart : TreePart
{
    private const double SecondsOfDay = 86400;
    private const int Moments = 2;

    /// <summary>Whether the dates carry a time of day.</summary>
    public bool HasTime { get; init; }

    /// <summary>Whether days since 1970 and the year are left out, which never come back after the rows of a fit.</summary>
    public bool CalendarOnly { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names =>
    [
        .. CalendarOnly ? Array.Empty<string>() : [$"{Column} days", $"{Column} year"],
        $"{Column} month", $"{Column} day", $"{Column} weekday", $"{Column} day of year",
        .. HasTime ? [$"{Column} hour"] : Array.Empty<string>(),
    ];

    /// <summary>Looks whether any of the rows has a time of day.</summary>
    public static DatePart Learn(NumberColumn column, ReadOnlySpan<int> rows)
    {
        var hasTime = false;
        foreach (var row in rows)
        {
            var value = column.Values[row];
            hasTime |= !double.IsNaN(value) && value % SecondsOfDay != 0;
        }

        return new DatePart { Column = column.Name, HasTime = hasTime };
    }

    /// <inheritdoc/>
    public override BoundPart Bind(Dataset data) => new Bound(Find<NumberColumn>(data), CalendarOnly ? Moments : 0, HasTime ? 7 : 6);

    private sealed class Bound(NumberColumn column, int start, int end) : BoundPart
    {
        public override void Write(ReadOnlySpan<int> rows, Span<double> block, int stride)
        {
            var values = column.Values;
            Span<double> parts = stackalloc double[7];
            for (var i = 0; i < rows.Length; i++)
            {
                One(values[rows[i]], parts);
                parts[start..end].CopyTo(block[(i * stride)..]);
            }
        }

        private static void One(double seconds, Span<double> parts)
        {
            if (!(Math.Abs(seconds) < 6e10))
            {
                parts.Fill(double.NaN);
                return;
            }

            var moment = DateTime.UnixEpoch.AddSeconds(Math.Floor(seconds));
            parts[0] = seconds / SecondsOfDay;
            parts[1] = moment.Year;
            parts[2] = moment.Month;
            parts[3] = moment.Day;
            parts[4] = (int)moment.DayOfWeek;
            parts[5] = moment.DayOfYear;
            parts[6] = moment.TimeOfDay.TotalHours;
        }
    }
}
