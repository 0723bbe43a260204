using System.Buffers;
using System.Globalization;

namespace Assay.Cli.Frame;

/// <summary>Lengths of time as people type them: <c>90s</c>, <c>10m</c>, <c>1.5h</c>, <c>1h30m</c>, <c>500ms</c>, <c>2d</c>.</summary>
internal static class Duration
{
    private static readonly SearchValues<char> digitsAndPoint = SearchValues.Create("0123456789.");

    private static readonly (string Unit, TimeSpan Length)[] units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Reads a length of time greater than zero.</summary>
    /// <exception cref="AssayException"><c>usage.duration</c>: a number without unit, an unknown unit, or nothing above zero.</exception>
    public static TimeSpan Parse(string text)
    {
        var total = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(digitsAndPoint);
            var number = digits < 0 ? rest : rest[..digits];
            var letters = digits < 0 ? [] : rest[digits..];
            var end = letters.IndexOfAny(digitsAndPoint);
            var unit = (end < 0 ? letters : letters[..end]).ToString();
            var length = Array.Find(units, u => u.Unit == unit).Length;
            if (length == TimeSpan.Zero || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) || count > 1e6)
            {
                throw Wrong(text);
            }

            total += length * count;
            rest = end < 0 ? [] : letters[end..];
        }

        return total > TimeSpan.Zero ? total : throw Wrong(text);
    }

    /// <summary>The shortest text <see cref="Parse"/> reads back, rounded to a millisecond.</summary>
    public static string Format(TimeSpan duration)
    {
        var left = TimeSpan.FromMilliseconds(Math.Round(duration.TotalMilliseconds));
        var text = "";
        foreach (var (unit, length) in units.Reverse())
        {
            var count = left.Ticks / length.Ticks;
            left -= count * length;
            text += count > 0 ? $"{count}{unit}" : "";
        }

        return text is "" ? "0s" : text;
    }

    private static AssayException Wrong(string text) => new(
        "usage.duration", $"\"{text}\" is not a length of time: write a number with a unit, such as 90s, 10m, 1h or 1h30m.");
}
