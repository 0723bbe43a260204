using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Data;

/// <summary>64-bit hashes of single cells. Equal cells of one class (number, text, date, truth value, missing) hash alike in every format.</summary>
/// <remarks>
/// Fixed-size cells go through the SplitMix64 finaliser, a bijection: two different numbers never collide. Texts go through folded
/// 64 x 64 to 128 bit multiplications over 8 bytes at a time (the building block of wyhash, Wang Yi 2019).
/// </remarks>
internal static class CellHash
{
    public const ulong Missing = 0x6D697373696E6700UL;
    public const ulong NumberTag = 0x9E3779B97F4A7C15UL;
    public const ulong DateTag = 0xD1B54A32D192ED03UL;
    private const ulong TruthTag = 0xABC98388FB8FAC03UL;
    private const ulong LargeTag = 0x8CB92BA72F3D8DD7UL;
    private const long LargestExact = 1L << 53;

    /// <summary>The bits of a number before mixing: one pattern for every NaN, one for both zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NumberBits(double value) =>
        (ulong)BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value + 0.0) ^ NumberTag;

    /// <summary>Whether a double tells this number from its neighbours.</summary>
    public static bool IsExact(long value) => value is >= -LargestExact and <= LargestExact;

    /// <summary>Whole numbers that a double holds exactly have the bits of that double; larger ones their own.</summary>
    public static ulong WholeBits(long value) => IsExact(value) ? NumberBits(value) : Mix((ulong)value) ^ LargeTag;

    /// <summary>Whether a double tells each of these numbers from its neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreExact(ReadOnlySpan<long> values)
    {
        var vectors = MemoryMarshal.Cast<long, Vector<long>>(values);
        var beyond = Vector<long>.Zero;
        foreach (var vector in vectors)
        {
            beyond |= Vector.GreaterThan(vector, new Vector<long>(LargestExact)) | Vector.LessThan(vector, new Vector<long>(-LargestExact));
        }

        var exact = beyond == Vector<long>.Zero;
        foreach (var value in values[(vectors.Length * Vector<long>.Count)..])
        {
            exact &= IsExact(value);
        }

        return exact;
    }

    /// <summary>Puts every number's <see cref="WholeBits(long)"/> in its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WholeBits(Span<long> values, bool inexact)
    {
        var vectors = inexact ? [] : MemoryMarshal.Cast<long, Vector<long>>(values);
        foreach (ref var vector in vectors)
        {
            vector = Vector.AsVectorInt64(Vector.ConvertToDouble(vector)) ^ new Vector<long>(unchecked((long)NumberTag));
        }

        foreach (ref var value in values[(vectors.Length * Vector<long>.Count)..])
        {
            value = (long)WholeBits(value);
        }
    }

    public static ulong OfTruth(bool value) => Mix((value ? 1UL : 0UL) ^ TruthTag);

    public static ulong OfText(ReadOnlySpan<byte> text)
    {
        var hash = Fold(0xA0761D6478BD642FUL ^ (ulong)text.Length, 0xE7037ED1A0B428DBUL);
        while (text.Length > 8)
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text), 0x8EBC6AF09C88C6E3UL);
            text = text[8..];
        }

        return Mix(hash ^ Fold(Tail(text) ^ 0x589965CC75374CC3UL, 0x1D8E4E27C47D124FUL));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }

    /// <summary>Mixes every element in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MixAll(Span<ulong> bits)
    {
        var vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
        for (var i = 0; i < vectors.Length; i++)
        {
            var v = vectors[i];
            v = (v ^ (v >>> 30)) * 0xBF58476D1CE4E5B9UL;
            v = (v ^ (v >>> 27)) * 0x94D049BB133111EBUL;
            vectors[i] = v ^ (v >>> 31);
        }

        for (var i = vectors.Length * Vector<ulong>.Count; i < bits.Length; i++)
        {
            bits[i] = Mix(bits[i]);
        }
    }

    private static ulong Fold(ulong first, ulong second)
    {
        var high = Math.BigMul(first, second, out var low);
        return high ^ low;
    }

    // Up to 8 bytes as one number, zeros above.
    private static ulong Tail(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 4)
        {
            var low = (ulong)BinaryPrimitives.ReadUInt32LittleEndian(text);
            var high = (ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]);
            return text.Length == 4 ? low : low | (high << (8 * (text.Length - 4)));
        }

        ulong tail = 0;
        for (var i = 0; i < text.Length; i++)
        {
            tail |= (ulong)text[i] << (8 * i);
        }

        return tail;
    }
}
