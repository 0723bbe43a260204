using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Assay.Evaluation.Models;

/// <summary>Turns Universal Binary JSON into JSON. Source: the UBJSON specification, draft 12 (ubjson.org), big-endian throughout.</summary>
internal ref struct UniversalBinaryJson
{
    private const int Deepest = 64;
    private readonly ReadOnlySpan<byte> bytes;
    private int at;
    private int values;

    private UniversalBinaryJson(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>The same value as UTF-8 JSON; NaN becomes null and an infinite number the largest finite one.</summary>
    /// <exception cref="FormatException">The bytes are no UBJSON, or end too early.</exception>
    public static byte[] ToJson(ReadOnlySpan<byte> bytes)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            var reader = new UniversalBinaryJson(bytes);
            reader.Value(writer, reader.Marker(), 0);
        }

        return stream.ToArray();
    }

    private void Value(Utf8JsonWriter writer, byte marker, int depth)
    {
        // A typed list of nulls takes no byte a value: a small file could stand for an enormous one.
        if (++values > bytes.Length)
        {
            throw new FormatException("more values than bytes");
        }

        switch ((char)marker)
        {
            case 'Z': writer.WriteNullValue(); break;
            case 'T': writer.WriteBooleanValue(true); break;
            case 'F': writer.WriteBooleanValue(false); break;
            case 'S' or 'H': writer.WriteStringValue(Text(Length(Marker()))); break;
            case 'C': writer.WriteStringValue(Text(1)); break;
            case 'd': Real(writer, BinaryPrimitives.ReadSingleBigEndian(Take(4))); break;
            case 'D': Real(writer, BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case '[': List(writer, depth); break;
            case '{': Map(writer, depth); break;
            default: writer.WriteNumberValue(Whole(marker)); break;
        }
    }

    private void List(Utf8JsonWriter writer, int depth)
    {
        var (type, count) = Header(depth);
        writer.WriteStartArray();
        for (var i = 0; count < 0 ? Peek() != ']' : i < count; i++)
        {
            Value(writer, type ?? Marker(), depth + 1);
        }

        at += count < 0 ? 1 : 0;
        writer.WriteEndArray();
    }

    private void Map(Utf8JsonWriter writer, int depth)
    {
        var (type, count) = Header(depth);
        writer.WriteStartObject();
        for (var i = 0; count < 0 ? Peek() != '}' : i < count; i++)
        {
            writer.WritePropertyName(Text(Length(Marker())));
            Value(writer, type ?? Marker(), depth + 1);
        }

        at += count < 0 ? 1 : 0;
        writer.WriteEndObject();
    }

    // An optional type of all items and their optional count; -1 when a closing sign ends them.
    private (byte? Type, long Count) Header(int depth)
    {
        if (depth > Deepest)
        {
            throw new FormatException($"values nested more than {Deepest} deep");
        }

        byte? type = null;
        if (Peek() == '$')
        {
            at++;
            type = Marker();
        }

        if (Peek() != '#')
        {
            return type is null ? (null, -1) : throw new FormatException($"byte {at}: a typed list without a count");
        }

        at++;
        return (type, Length(Marker()));
    }

    private static void Real(Utf8JsonWriter writer, double number)
    {
        if (double.IsNaN(number))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteNumberValue(Math.Clamp(number, -double.MaxValue, double.MaxValue));
        }
    }

    // The shortest text of a float, and not the longer one of the double beside it.
    private static void Real(Utf8JsonWriter writer, float number)
    {
        if (float.IsNaN(number))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteNumberValue(Math.Clamp(number, -float.MaxValue, float.MaxValue));
        }
    }

    private int Length(byte marker)
    {
        var length = Whole(marker);
        return length >= 0 && length <= bytes.Length ? (int)length : throw new FormatException($"byte {at}: a length of {length}");
    }

    private long Whole(byte marker) => (char)marker switch
    {
        'i' => (sbyte)Take(1)[0],
        'U' => Take(1)[0],
        'I' => BinaryPrimitives.ReadInt16BigEndian(Take(2)),
        'l' => BinaryPrimitives.ReadInt32BigEndian(Take(4)),
        'L' => BinaryPrimitives.ReadInt64BigEndian(Take(8)),
        _ => throw new FormatException($"byte {at - 1} is {marker}, which begins no value"),
    };

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private readonly byte Peek() => at < bytes.Length ? bytes[at] : throw new FormatException("the file ends too early");

    // N stands for nothing and may stand before any value.
    private byte Marker()
    {
        while (Peek() == 'N')
        {
            at++;
        }

        return bytes[at++];
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > bytes.Length - at)
        {
            throw new FormatException("the file ends too early");
        }

        var taken = bytes.Slice(at, length);
        at += length;
        return taken;
    }
}
