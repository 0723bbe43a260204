using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Assay.Tracking.Points;

namespace Assay.Server.Runs;

/// <summary>Metrics read straight from the bytes of a request of the usual form, without an object for each in between.</summary>
/// <remarks>
/// Null is the answer to anything unusual: other fields or types, names that break a rule, too many metrics. Such a request is then read as a
/// message, which knows everything MLflow accepts and the words in which it refuses the rest.
/// </remarks>
internal static class PlainMetrics
{
    private const int MostMetrics = 1000;

    private enum Name
    {
        Unknown,
        Key,
        Value,
        Timestamp,
        Step,
        Run,
        OldRun,
        Metrics,
        Empty,
    }

    /// <summary>A request of <c>log-batch</c> that holds metrics only.</summary>
    internal static (string Run, Dictionary<string, List<StoredPoint>> Curves)? ReadBatch(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var (run, curves) = ((string?)null, (Dictionary<string, List<StoredPoint>>?)null);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var fits = NameOf(ref reader) switch
                {
                    Name.Run => (run = Text(ref reader)) is not null,
                    Name.Metrics => curves is null && (curves = Curves(ref reader)) is not null,
                    Name.Empty => reader.Read() && reader.TokenType == JsonTokenType.StartArray && reader.Read() && reader.TokenType == JsonTokenType.EndArray,
                    _ => false,
                };
                if (!fits)
                {
                    return null;
                }
            }

            return run is not null && curves is not null && !reader.Read() ? (run, curves) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A request of <c>log-metric</c>.</summary>
    internal static (string Run, string Key, StoredPoint Point)? ReadOne(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var metric = default(Metric);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && metric.Read(ref reader) && metric.Run is { } run
                && KeyOf(metric.Key) is { } key && !reader.Read() ? (run, key, metric.Point) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, List<StoredPoint>>? Curves(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            return null;
        }

        var curves = new Dictionary<string, List<StoredPoint>>(StringComparer.Ordinal);
        var known = curves.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> letters = stackalloc char[NameRules.LongestKey];
        for (var count = 0; reader.Read() && reader.TokenType == JsonTokenType.StartObject; count++)
        {
            var metric = default(Metric);
            if (count == MostMetrics || !metric.Read(ref reader) || metric.Run is not null || metric.Key.Length > letters.Length)
            {
                return null;
            }

            if (Ascii.ToUtf16(metric.Key, letters, out var length) != System.Buffers.OperationStatus.Done)
            {
                return null;
            }

            ref var points = ref CollectionsMarshal.GetValueRefOrAddDefault(known, letters[..length], out _);
            if (points is null && KeyOf(metric.Key) is null)
            {
                return null;
            }

            (points ??= []).Add(metric.Point);
        }

        return reader.TokenType == JsonTokenType.EndArray ? curves : null;
    }

    private static Name NameOf(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? Name.Unknown : NameOf(reader.ValueSpan);

    private static Name NameOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("key"u8) ? Name.Key
        : name.SequenceEqual("value"u8) ? Name.Value
        : name.SequenceEqual("timestamp"u8) ? Name.Timestamp
        : name.SequenceEqual("step"u8) ? Name.Step
        : name.SequenceEqual("run_id"u8) ? Name.Run
        : name.SequenceEqual("run_uuid"u8) ? Name.OldRun
        : name.SequenceEqual("metrics"u8) ? Name.Metrics
        : name.SequenceEqual("params"u8) || name.SequenceEqual("tags"u8) ? Name.Empty
        : Name.Unknown;

    // A text of plain letters that is not empty.
    private static string? Text(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && reader.ValueSpan.Length > 0 && Ascii.IsValid(reader.ValueSpan)
            ? Encoding.ASCII.GetString(reader.ValueSpan)
            : null;

    private static string? KeyOf(ReadOnlySpan<byte> key) =>
        key.Length is > 0 and <= NameRules.LongestKey && Ascii.IsValid(key) && Encoding.ASCII.GetString(key) is var name && NameRules.IsPlain(name) ? name : null;

    private ref struct Metric
    {
        private bool valued;
        private bool timed;
        private long step;
        private long time;
        private double value;

        internal ReadOnlySpan<byte> Key { get; private set; }

        internal string? Run { get; private set; }

        // Infinity and NaN do not come here; MLflow keeps no negative zero.
        internal readonly StoredPoint Point => new(step, time, value + 0.0);

        // From the beginning of an object to its end; false for anything unusual.
        internal bool Read(ref Utf8JsonReader reader)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!Set(NameOf(ref reader), ref reader))
                {
                    return false;
                }
            }

            return reader.TokenType == JsonTokenType.EndObject && Key.Length > 0 && valued && timed;
        }

        private bool Set(Name name, ref Utf8JsonReader reader)
        {
            switch (name)
            {
                case Name.Key:
                    if (!reader.Read() || reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
                    {
                        return false;
                    }

                    Key = reader.ValueSpan;
                    return true;
                case Name.Value:
                    return valued = Number(ref reader) && reader.TryGetDouble(out value) && double.IsFinite(value);
                case Name.Timestamp:
                    return timed = Number(ref reader) && reader.TryGetInt64(out time);
                case Name.Step:
                    return Number(ref reader) && reader.TryGetInt64(out step);
                case Name.Run:
                    Run = Text(ref reader);
                    return Run is not null;
                case Name.OldRun:
                    // Clients send both names; the newer counts.
                    return Text(ref reader) is not null;
                default:
                    return false;
            }
        }

        private static bool Number(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.Number;
    }
}
