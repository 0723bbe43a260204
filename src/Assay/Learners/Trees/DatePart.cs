using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>Calendar parts of a date: days since 1970, year, month, day of month, day of week, day of year, and the hour where dates have one.</summary>
internal sealed record DatePart : TreePart
{
    private const double SecondsOfDay = 86400;

    /// <summary>Whether the dates carry a time of day.</summary>
    public bool HasTime { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names =>
    [
        $"{Column} days", $"{Column} year", $"{Column} month", $"{Column} day", $"{Column} weekday", $"{Column} day of year",
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
    public override BoundPart Bind(Dataset data) => new Bound(Find<NumberColumn>(data), HasTime);

    private sealed class Bound(NumberColumn column, bool hasTime) : BoundPart
    {
        public override void Write(ReadOnlySpan<int> rows, Span<double> block, int stride)
        {
            var values = column.Values;
            for (var i = 0; i < rows.Length; i++)
            {
                One(values[rows[i]], block.Slice(i * stride, hasTime ? 7 : 6));
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
            if (parts.Length > 6)
            {
                parts[6] = moment.TimeOfDay.TotalHours;
            }
        }
    }
}
