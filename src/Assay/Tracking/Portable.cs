using System.Data.Common;

namespace Assay.Tracking;

/// <summary>Values as every database keeps them: no NUL, no half characters, NaN as NULL, milliseconds.</summary>
internal static class Portable
{
    /// <summary>The text with NUL and lone surrogates replaced by U+FFFD.</summary>
    internal static string Text(string text)
    {
        var sound = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            sound &= text[i] != '\0' && !char.IsSurrogate(text[i]);
        }

        return sound ? text : string.Concat(text.EnumerateRunes().Select(r => r.Value == 0 ? "\uFFFD" : r.ToString()));
    }

    /// <summary>A name used as a key: 1 to <paramref name="longest"/> characters.</summary>
    internal static string Key(string key, int longest = 250)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return key.Length <= longest ? Text(key) : throw new ArgumentException($"A name has at most {longest} characters; \"{key[..40]}...\" has {key.Length}.");
    }

    internal static object? Number(double value) => double.IsNaN(value) ? null : value;

    internal static double Number(DbDataReader row, int column) => row.IsDBNull(column) ? double.NaN : row.GetDouble(column);

    internal static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    internal static long? Whole(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    internal static byte[] Bytes(DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    /// <summary>A time; clients may send numbers no calendar holds, which become its first or last moment.</summary>
    internal static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(
        milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
