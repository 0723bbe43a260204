using System.Buffers.Binary;
using System.Text;

namespace Assay.Tracking.Import;

/// <summary>Walks over the fields of one protobuf message; what is not asked for is passed over.</summary>
/// <remarks>Source: protobuf.dev/programming-guides/encoding. Every length is held against what is left, so that a broken message ends in <see cref="FormatException"/>.</remarks>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> rest = message;
    private int wire;

    /// <summary>Number of the current field.</summary>
    internal int Field { get; private set; }

    /// <summary>Goes to the next field; its value must be read or passed over.</summary>
    internal bool Next()
    {
        if (rest.IsEmpty)
        {
            return false;
        }

        var tag = Raw();
        (Field, wire) = ((int)Math.Min(tag >> 3, int.MaxValue), (int)(tag & 7));
        return true;
    }

    internal void Skip()
    {
        _ = wire switch
        {
            0 => (long)Raw(),
            1 => Take(8).Length,
            2 => Bytes().Length,
            5 => Take(4).Length,
            _ => throw new FormatException($"field {Field} has the unknown form {wire}"),
        };
    }

    internal long Whole() => wire == 0 ? (long)Raw() : throw Wrong();

    internal double Double() => wire == 1 ? BinaryPrimitives.ReadDoubleLittleEndian(Take(8)) : throw Wrong();

    internal float Single() => wire == 5 ? BinaryPrimitives.ReadSingleLittleEndian(Take(4)) : throw Wrong();

    internal ReadOnlySpan<byte> Bytes()
    {
        if (wire != 2)
        {
            throw Wrong();
        }

        var length = Raw();
        return length <= (ulong)rest.Length ? Take((int)length) : throw Short();
    }

    internal string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>The first number of a repeated field, which may be packed.</summary>
    internal double FirstNumber(int width)
    {
        var bytes = wire == 2 ? Bytes() : Take(width);
        return bytes.Length < width ? throw Short()
            : width == 4 ? BinaryPrimitives.ReadSingleLittleEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes);
    }

    /// <summary>The first whole number of a repeated field, which may be packed.</summary>
    internal long FirstWhole() => wire == 2 ? (long)new ProtoReader(Bytes()).Raw() : Whole();

    private ulong Raw()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var one = Take(1)[0];
            value |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80)
            {
                return value;
            }
        }

        throw new FormatException("a number has more than 64 bits");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = count <= rest.Length ? rest[..count] : throw Short();
        rest = rest[count..];
        return taken;
    }

    private readonly FormatException Wrong() => new($"field {Field} has the form {wire}");

    private readonly FormatException Short() => new($"field {Field} is longer than its message");
}
