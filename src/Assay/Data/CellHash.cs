using System.Buffers.Binary;

namespace Assay.Data;

/// <summary>64-bit hashes of single cells. Equal cells of one class (number, text, date, truth value, missing) hash alike in every format.</summary>
/// <remarks>
/// Fixed-size cells go through the SplitMix64 finaliser, a bijection: two different numbers never collide. Texts go through folded
/// 64 x 64 to 128 bit multiplications over 8 bytes at a time (the building block of wyhash, Wang Yi 2019).
/// </remarks>
internal static class CellHash
{
    public const ulong Missing = 0x6D697373696E6700UL;
    private const ulong NumberTag = 0x9E3779B97F4A7C15UL;
    private const ulong DateTag = 0xD1B54A32D192ED03UL;
    private const ulong TruthTag = 0xABC98388FB8FAC03UL;

    public static ulong OfNumber(double value) =>
        Mix((ulong)BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value == 0 ? 0.0 : value) ^ NumberTag);

    /// <summary>Whole numbers that a double holds exactly hash as that double; larger ones by their own bits.</summary>
    public static ulong OfWhole(long value) =>
        value is >= -(1L << 53) and <= 1L << 53 ? OfNumber(value) : Mix((ulong)value ^ ~NumberTag);

    public static ulong OfDate(long microseconds) => Mix((ulong)microseconds ^ DateTag);

    public static ulong OfTruth(bool value) => Mix((value ? 1UL : 0UL) ^ TruthTag);

    public static ulong OfText(ReadOnlySpan<byte> text)
    {
        var hash = Fold(0xA0761D6478BD642FUL ^ (ulong)text.Length, 0xE7037ED1A0B428DBUL);
        while (text.Length >= 8)
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text), 0x8EBC6AF09C88C6E3UL);
            text = text[8..];
        }

        ulong tail = 0;
        for (var i = 0; i < text.Length; i++)
        {
            tail |= (ulong)text[i] << (8 * i);
        }

        return Mix(hash ^ Fold(tail ^ 0x589965CC75374CC3UL, 0x1D8E4E27C47D124FUL));
    }

    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }

    public static ulong Fold(ulong first, ulong second)
    {
        var high = Math.BigMul(first, second, out var low);
        return high ^ low;
    }
}
