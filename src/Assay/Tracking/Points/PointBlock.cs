using System.Buffers;
using System.Runtime.InteropServices;

namespace Assay.Tracking.Points;

/// <summary>Points of one curve packed into bytes: steps, times, then values.</summary>
/// <remarks>
/// Values are kept in the narrowest form that gives every bit back: decimals of few digits as whole numbers, values that came from 32-bit floats
/// as those, all others as doubles; each mapped to whole numbers of the same order, so that noise around a level costs the bits of the noise.
/// Form in the first byte: 0 doubles, 1 floats, 2 and up decimals with that many digits less two.
/// </remarks>
internal static class PointBlock
{
    private const byte Doubles = 0;
    private const byte Floats = 1;
    private const byte Decimals = 2;
    private const int MostDigits = 9;

    // Beyond this, ten to the power of a digit more would no longer be exact in a double.
    private const double LargestScaled = 1L << 50;

    private static readonly double[] Powers = [.. Enumerable.Range(0, MostDigits + 1).Select(d => Math.Pow(10, d))];

    /// <summary>Packs points, in their order; at least one.</summary>
    internal static byte[] Write(ReadOnlySpan<StoredPoint> points)
    {
        var target = new List<byte>(points.Length * 6);
        var numbers = new long[points.Length];
        var form = Form(points);
        target.Add(form);
        Varint.Write(target, points.Length);
        for (var i = 0; i < points.Length; i++)
        {
            numbers[i] = points[i].Step;
        }

        PackedNumbers.Write(target, numbers);
        for (var i = 0; i < points.Length; i++)
        {
            numbers[i] = points[i].Time;
        }

        PackedNumbers.Write(target, numbers);
        for (var i = 0; i < points.Length; i++)
        {
            numbers[i] = Encode(points[i].Value, form);
        }

        PackedNumbers.Write(target, numbers);
        return [.. target];
    }

    /// <summary>Unpacks into a list, behind what it holds.</summary>
    internal static void Read(ReadOnlySpan<byte> content, List<StoredPoint> target)
    {
        var form = content[0];
        var source = content;
        var count = (int)Varint.Read(ref source, 1);
        var room = ArrayPool<long>.Shared.Rent(3 * count);
        var steps = room.AsSpan(0, count);
        var times = room.AsSpan(count, count);
        var values = room.AsSpan(2 * count, count);
        source = PackedNumbers.Read(source, steps);
        source = PackedNumbers.Read(source, times);
        PackedNumbers.Read(source, values);
        var start = target.Count;
        CollectionsMarshal.SetCount(target, start + count);
        var points = CollectionsMarshal.AsSpan(target)[start..];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new StoredPoint(steps[i], times[i], Decode(values[i], form));
        }

        ArrayPool<long>.Shared.Return(room);
    }

    private static byte Form(ReadOnlySpan<StoredPoint> points)
    {
        for (var digits = 0; digits <= MostDigits; digits++)
        {
            if (All(points, digits, static (value, digits) => IsDecimal(value, digits)))
            {
                return (byte)(Decimals + digits);
            }
        }

        return All(points, 0, static (value, _) => BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits((double)(float)value))
            ? Floats
            : Doubles;
    }

    private static bool All(ReadOnlySpan<StoredPoint> points, int digits, Func<double, int, bool> holds)
    {
        foreach (var point in points)
        {
            if (!holds(point.Value, digits))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDecimal(double value, int digits)
    {
        var scaled = Math.Round(value * Powers[digits]);
        return Math.Abs(scaled) < LargestScaled
            && BitConverter.DoubleToInt64Bits(scaled / Powers[digits]) == BitConverter.DoubleToInt64Bits(value);
    }

    private static long Encode(double value, byte form) => form switch
    {
        Doubles => Ordered(BitConverter.DoubleToInt64Bits(value)),
        Floats => Ordered(BitConverter.SingleToInt32Bits((float)value)),
        _ => (long)Math.Round(value * Powers[form - Decimals]),
    };

    private static double Decode(long number, byte form) => form switch
    {
        Doubles => BitConverter.Int64BitsToDouble(Ordered(number)),
        Floats => BitConverter.Int32BitsToSingle(Ordered((int)number)),
        _ => number / Powers[form - Decimals],
    };

    // Floating point numbers are sign and magnitude; turned over below zero, their bits are in the order of the numbers. Its own inverse.
    private static long Ordered(long bits) => bits ^ ((bits >> 63) & long.MaxValue);

    private static int Ordered(int bits) => bits ^ ((bits >> 31) & int.MaxValue);
}
