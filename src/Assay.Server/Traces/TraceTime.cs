using System.Globalization;
using Assay.Server.Frame;

namespace Assay.Server.Traces;

/// <summary>Times and lengths of time as protobuf's JSON form writes them.</summary>
internal static class TraceTime
{
    /// <summary>RFC 3339 with milliseconds.</summary>
    internal static string Write(long milliseconds) =>
        Moment(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <exception cref="Refusal">What is no time.</exception>
    internal static long Read(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw Refusal.Invalid($"Invalid value {text} for parameter 'request_time' supplied.");

    /// <summary>Milliseconds of seconds with <c>s</c>, such as <c>0.250s</c>; null for the empty text.</summary>
    /// <exception cref="Refusal">What is no length of time.</exception>
    internal static long? Length(string text) => text.Length == 0 ? null
        : text.EndsWith('s') && decimal.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < 1e12m
            ? (long)(seconds * 1000)
            : throw Refusal.Invalid($"Invalid value {text} for parameter 'execution_duration' supplied.");

    private static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(
        milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
