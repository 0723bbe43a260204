using System.Buffers.Binary;
using System.Text;

namespace Assay.Tracking.Import;

/// <summary>The first element of a tensor in an event: a number or a text.</summary>
/// <remarks>Source: tensorflow/core/framework/tensor.proto and types.proto.</remarks>
internal readonly record struct TensorValue(double? Number, string? Text)
{
    private const int FloatType = 1;
    private const int DoubleType = 2;
    private const int TextType = 7;

    /// <summary>Reads a TensorProto; neither number nor text when its type is another.</summary>
    internal static TensorValue Read(ReadOnlySpan<byte> message)
    {
        var type = 0;
        var content = ReadOnlySpan<byte>.Empty;
        double? number = null;
        string? text = null;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: type = (int)reader.Whole(); break;
                case 4: content = reader.Bytes(); break;
                case 5: number ??= reader.FirstNumber(4); break;
                case 6: number ??= reader.FirstNumber(8); break;
                case 7 or 10 or 11 or 16 or 17: number ??= reader.FirstWhole(); break;
                case 8: text = text is null ? reader.Text() : $"{text}\n{reader.Text()}"; break;
                case 13: number ??= Half((int)reader.FirstWhole(), type); break;
                default: reader.Skip(); break;
            }
        }

        return type == TextType ? new TensorValue(null, text ?? "") : new TensorValue(content.IsEmpty ? number : Raw(content, type), null);
    }

    private static double? Raw(ReadOnlySpan<byte> content, int type) => (type, content.Length) switch
    {
        (FloatType, >= 4) => BinaryPrimitives.ReadSingleLittleEndian(content),
        (DoubleType, >= 8) => BinaryPrimitives.ReadDoubleLittleEndian(content),
        (3, >= 4) => BinaryPrimitives.ReadInt32LittleEndian(content),
        (4 or 10, >= 1) => content[0],
        (5, >= 2) => BinaryPrimitives.ReadInt16LittleEndian(content),
        (6, >= 1) => (sbyte)content[0],
        (9, >= 8) => BinaryPrimitives.ReadInt64LittleEndian(content),
        (14 or 19, >= 2) => Half(BinaryPrimitives.ReadUInt16LittleEndian(content), type),
        (17, >= 2) => BinaryPrimitives.ReadUInt16LittleEndian(content),
        (22, >= 4) => BinaryPrimitives.ReadUInt32LittleEndian(content),
        (23, >= 8) => BinaryPrimitives.ReadUInt64LittleEndian(content),
        _ => null,
    };

    // 14 is bfloat16, the upper half of a float; 19 is IEEE's half.
    private static double Half(int bits, int type) =>
        type == 14 ? BitConverter.Int32BitsToSingle(bits << 16) : (double)BitConverter.UInt16BitsToHalf((ushort)bits);
}
