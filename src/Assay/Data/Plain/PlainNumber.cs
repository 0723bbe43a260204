using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Data.Plain;

/// <summary>Reads decimal numbers from UTF-8, rounded to the nearest double.</summary>
/// <remarks>
/// Up to 19 digits by one multiplication with a 128-bit power of five (Lemire, Software: Practice and Experience 51, 2021, "Number
/// parsing at a gigabyte per second"); what that cannot decide is left to the runtime's own reader.
/// </remarks>
internal static unsafe class PlainNumber
{
    private const int Lowest = -40;
    private const int Highest = 40;
    private static readonly (ulong High, ulong Low)[] fives = Fives();
    private static readonly double[] tens = [.. Enumerable.Range(0, 23).Select(e => double.Parse($"1e{e}", CultureInfo.InvariantCulture))];

    /// <summary>Reads <c>-?digits(.digits)?(e[+-]?digits)?</c> and nothing else, not even a space.</summary>
    /// <param name="at">The first byte.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="value">The number.</param>
    /// <param name="fraction">Whether it is written with a point or an exponent.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(byte* at, byte* end, out double value, out bool fraction)
    {
        var start = at;
        var negative = at < end && *at == '-';
        at += negative ? 1 : 0;
        var digits = 0UL;
        var first = at;
        uint digit;
        for (; at < end && (digit = (uint)(*at - '0')) < 10; at++)
        {
            digits = (digits * 10) + digit;
        }

        var count = (int)(at - first);
        var exponent = 0;
        fraction = at < end;
        value = 0;
        if (count == 0)
        {
            return false;
        }

        if (at < end && *at == '.')
        {
            var point = ++at;
            for (; at < end && (digit = (uint)(*at - '0')) < 10; at++)
            {
                digits = (digits * 10) + digit;
            }

            exponent = -(int)(at - point);
            count += (int)(at - point);
            if (at == point)
            {
                return false;
            }
        }

        if (at < end && !Exponent(ref at, end, ref exponent))
        {
            return false;
        }

        var magnitude = count <= 19 ? Scaled(digits, exponent) : double.NaN;
        if (!double.IsNaN(magnitude))
        {
            value = negative ? -magnitude : magnitude;
            return true;
        }

        return double.TryParse(new ReadOnlySpan<byte>(start, (int)(end - start)), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    // e[+-]?digits to the end; NaN from Scaled where it is out of the table.
    private static bool Exponent(ref byte* at, byte* end, ref int exponent)
    {
        if ((*at | 0x20) != 'e' || ++at == end)
        {
            return false;
        }

        var below = *at == '-';
        at += *at is (byte)'-' or (byte)'+' ? 1 : 0;
        var power = 0;
        var first = at;
        for (; at < end && (uint)(*at - '0') < 10; at++)
        {
            power = Math.Min(100_000, (power * 10) + (*at - '0'));
        }

        exponent += below ? -power : power;
        return at == end && at > first;
    }

    // digits x 10^exponent; NaN when this cannot tell how to round.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Scaled(ulong digits, int exponent)
    {
        if (digits < 1UL << 53 && exponent is >= -22 and <= 22)
        {
            return exponent < 0 ? digits / tens[-exponent] : digits * tens[exponent];
        }

        if (digits == 0 || exponent is < Lowest or > Highest)
        {
            return digits == 0 ? 0 : double.NaN;
        }

        var zeros = BitOperations.LeadingZeroCount(digits);
        digits <<= zeros;
        var five = fives[exponent - Lowest];
        var high = Math.BigMul(digits, five.High, out var low);
        if ((high & 0x1FF) == 0x1FF)
        {
            var carry = Math.BigMul(digits, five.Low, out _);
            low += carry;
            high += low < carry ? 1UL : 0;
        }

        return low == ulong.MaxValue && exponent is < -27 or > 55 ? double.NaN : Rounded((high, low), exponent, zeros);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Rounded((ulong High, ulong Low) product, int exponent, int zeros)
    {
        var upper = (int)(product.High >> 63);
        var mantissa = product.High >> (upper + 9);
        var power = ((217706 * exponent) >> 16) + 63 + upper - zeros + 1023;
        if (power is <= 0 or >= 0x7FE)
        {
            return double.NaN;
        }

        // Exactly between two doubles: to the even one.
        if (product.Low <= 1 && exponent is >= -4 and <= 23 && (mantissa & 3) == 1 && mantissa << (upper + 9) == product.High)
        {
            mantissa &= ~1UL;
        }

        mantissa = (mantissa + (mantissa & 1)) >> 1;
        if (mantissa >= 1UL << 53)
        {
            (mantissa, power) = (1UL << 52, power + 1);
        }

        return BitConverter.UInt64BitsToDouble((mantissa & ~(1UL << 52)) | ((ulong)power << 52));
    }

    // 5^q with 128 significant bits: cut off for q >= 0, for q < 0 the reciprocal cut off and one added.
    private static (ulong High, ulong Low)[] Fives()
    {
        var table = new (ulong, ulong)[Highest - Lowest + 1];
        for (var q = Lowest; q <= Highest; q++)
        {
            var power = BigInteger.Pow(5, Math.Abs(q));
            if (q < 0)
            {
                var bits = (int)power.GetBitLength();
                power = ((BigInteger.One << (bits + (q >= -27 ? 127 : bits + 128))) / power) + 1;
            }

            var excess = (int)power.GetBitLength() - 128;
            power = excess > 0 ? power >> excess : power << -excess;
            table[q - Lowest] = ((ulong)(power >> 64), (ulong)(power & ulong.MaxValue));
        }

        return table;
    }
}
