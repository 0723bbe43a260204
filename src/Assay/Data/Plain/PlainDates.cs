using System.Globalization;
using System.Runtime.CompilerServices;

namespace Assay.Data.Plain;

/// <summary>Dates (yyyy-MM-dd), or dates with times to the second or below, in UTC whether they say so (Z) or not, as microseconds since 1970-01-01 UTC; NaN seconds are missing.</summary>
internal sealed unsafe class PlainDates(string name, double[] seconds, int count) : PlainColumn(name)
{
    /// <summary>The length of the longest text that is read.</summary>
    public const int LongestText = 27;

    private const long None = long.MinValue;
    private double[] cells = seconds;
    private int count = count;
    private Writing? writing;

    public PlainDates(string name)
        : this(name, [], 0)
    {
    }

    public override string Class => "date";

    public override string Type => "date";

    public override int Count => count;

    public ReadOnlySpan<double> Seconds => cells.AsSpan(0, count);

    public override bool IsMissing(int row) => double.IsNaN(cells[row]);

    public override string? TextOf(int row)
    {
        if (double.IsNaN(cells[row]))
        {
            return null;
        }

        var moment = DateTime.UnixEpoch.AddTicks((long)Math.Round(cells[row] * 1e6) * 10);
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
    }

    public override ulong HashOf(int row) => Hash(cells[row]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Hashes(ReadOnlySpan<int> rows, PlainColumn other, Span<ulong> hashes)
    {
        var theirs = ((PlainDates)other).cells;
        for (var i = 0; i < rows.Length; i++)
        {
            hashes[i] = Hash(rows[i] >= 0 ? cells[rows[i]] : theirs[~rows[i]]);
        }
    }

    public override void Reserve(int rows) => Array.Resize(ref cells, Math.Max(cells.Length, rows));

    /// <summary>How a moment is written: as a day, with a time, with a time and the zone Z.</summary>
    public enum Writing
    {
        /// <summary>2026-01-01.</summary>
        Day,

        /// <summary>2026-01-01 10:00:00.</summary>
        Time,

        /// <summary>2026-01-01T10:00:00Z.</summary>
        Zone,
    }

    /// <summary>Microseconds of a date written that way, with or without a time; null when it is none.</summary>
    public static (long Microseconds, Writing Writing)? Read(ReadOnlySpan<byte> cell)
    {
        if (cell.Length < 10 || cell[4] != '-' || cell[7] != '-')
        {
            return null;
        }

        var (year, month, day) = (Digits(cell[..4]), Digits(cell[5..7]), Digits(cell[8..10]));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var micros = (new DateTime(year, month, day) - DateTime.UnixEpoch).Ticks / 10;
        if (cell.Length == 10)
        {
            return (micros, Writing.Day);
        }

        var zone = cell[^1] == 'Z';
        return Clock(zone ? cell[10..^1] : cell[10..]) is var time && time != None ? (micros + time, zone ? Writing.Zone : Writing.Time) : null;
    }

    protected override bool Take(byte* cell, int length)
    {
        if (count == cells.Length)
        {
            Array.Resize(ref cells, Math.Max(1024, count + (count >> 2)));
        }

        if (length == 0)
        {
            cells[count++] = double.NaN;
            return true;
        }

        if (Read(new ReadOnlySpan<byte>(cell, length)) is not { } read || (writing ??= read.Writing) != read.Writing)
        {
            throw new UnusualTable("Dates of more than one kind.");
        }

        cells[count++] = read.Microseconds / 1e6;
        return true;
    }

    private static ulong Hash(double seconds) =>
        double.IsNaN(seconds) ? CellHash.Missing : CellHash.Mix((ulong)(long)Math.Round(seconds * 1e6) ^ CellHash.DateTag);

    // " HH:MM:SS" or "THH:MM:SS", with up to six digits of a fraction.
    private static long Clock(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 9 || rest[0] is not ((byte)' ' or (byte)'T') || rest[3] != ':' || rest[6] != ':')
        {
            return None;
        }

        var (hour, minute, second) = (Digits(rest[1..3]), Digits(rest[4..6]), Digits(rest[7..9]));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return None;
        }

        var micros = ((((hour * 60L) + minute) * 60) + second) * 1_000_000;
        if (rest.Length == 9)
        {
            return micros;
        }

        var digits = rest.Length is > 10 and <= 16 && rest[9] == '.' ? Digits(rest[10..]) : -1;
        return digits < 0 ? None : micros + (digits * (long)Math.Pow(10, 16 - rest.Length));
    }

    private static int Digits(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
