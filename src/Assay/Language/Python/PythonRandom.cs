using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Language.Python;

/// <summary>CPython's <c>random.Random</c>: the same seed gives the same stream, so that few-shot examples are the harness's own.</summary>
/// <remarks>
/// MT19937 (Matsumoto and Nishimura, ACM TOMACS 8(1), 1998) seeded by array, and CPython 3.11's ways from bits to choices.
/// This generator exists to reproduce published prompts; everything else uses <see cref="Numerics.SeededRandom"/>.
/// </remarks>
internal sealed class PythonRandom
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] state = new uint[Size];
    private int next = Size;
    private double? spareNormal;

    /// <summary><c>random.Random(seed)</c>; the sign of the seed does not matter.</summary>
    public PythonRandom(BigInteger seed)
    {
        var magnitude = BigInteger.Abs(seed);
        var octets = magnitude.ToByteArray(isUnsigned: true);
        var key = new uint[Math.Max(1, (octets.Length + 3) / 4)];
        for (var i = 0; i < octets.Length; i++)
        {
            key[i / 4] |= (uint)octets[i] << (8 * (i % 4));
        }

        Seed(key);
    }

    /// <summary><c>random.Random(text)</c>: the text and its SHA-512 as one number.</summary>
    public PythonRandom(string seed)
        : this(new BigInteger((byte[])[.. Encoding.UTF8.GetBytes(seed), .. SHA512.HashData(Encoding.UTF8.GetBytes(seed))], isUnsigned: true, isBigEndian: true))
    {
    }

    /// <summary>A number in [0, 1) with 53 bits.</summary>
    public double Random()
    {
        var a = Word() >> 5;
        var b = Word() >> 6;
        return ((a * 67108864.0) + b) * (1.0 / 9007199254740992.0);
    }

    /// <summary>A whole number of so many random bits.</summary>
    public BigInteger Bits(int count)
    {
        var value = BigInteger.Zero;
        for (var at = 0; at < count; at += 32)
        {
            var word = Word();
            var bits = Math.Min(32, count - at);
            value |= (BigInteger)(word >> (32 - bits)) << at;
        }

        return value;
    }

    /// <summary>A whole number in [0, bound).</summary>
    public long Below(long bound)
    {
        var bits = 64 - BitOperations.LeadingZeroCount((ulong)bound);
        while (true)
        {
            var value = bits <= 32 ? Word() >> (32 - bits) : (long)Bits(bits);
            if (value < bound)
            {
                return value;
            }
        }
    }

    /// <summary><c>randint(low, high)</c>: both ends included.</summary>
    public BigInteger Between(BigInteger low, BigInteger high)
    {
        var bound = high - low + 1;
        while (true)
        {
            var value = Bits((int)bound.GetBitLength());
            if (value < bound)
            {
                return low + value;
            }
        }
    }

    public double Uniform(double low, double high) => low + ((high - low) * Random());

    /// <summary><c>gauss(mean, deviation)</c>, which keeps every second number for the next call.</summary>
    public double Gauss(double mean, double deviation)
    {
        if (spareNormal is { } spare)
        {
            spareNormal = null;
            return mean + (spare * deviation);
        }

        var angle = Random() * 2 * Math.PI;
        var radius = Math.Sqrt(-2.0 * Math.Log(1.0 - Random()));
        spareNormal = Math.Sin(angle) * radius;
        return mean + (Math.Cos(angle) * radius * deviation);
    }

    public T Choice<T>(IReadOnlyList<T> items) => items[(int)Below(items.Count)];

    /// <summary><c>choices(items, k=count)</c>: with replacement.</summary>
    public T[] Choices<T>(IReadOnlyList<T> items, int count)
    {
        var made = new T[count];
        for (var i = 0; i < count; i++)
        {
            made[i] = items[(int)Math.Floor(Random() * items.Count)];
        }

        return made;
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i >= 1; i--)
        {
            var j = (int)Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary><c>sample(items, count)</c>: without replacement, in the order drawn.</summary>
    /// <exception cref="PythonException">ValueError when there are fewer items.</exception>
    public List<T> Sample<T>(IReadOnlyList<T> items, int count) => [.. SamplePositions(items.Count, count).Select(i => items[(int)i])];

    /// <summary><c>sample(range(n), count)</c>.</summary>
    /// <exception cref="PythonException">ValueError when there are fewer.</exception>
    public List<long> SamplePositions(long n, int count)
    {
        if (count < 0 || count > n)
        {
            throw PythonException.Value("Sample larger than population or is negative");
        }

        var result = new List<long>(count);
        if (n <= LargestPool(count))
        {
            var pool = Enumerable.Range(0, (int)n).Select(i => (long)i).ToArray();
            for (var i = 0; i < count; i++)
            {
                var j = Below(n - i);
                result.Add(pool[j]);
                pool[j] = pool[n - i - 1];
            }

            return result;
        }

        var drawn = new HashSet<long>();
        while (result.Count < count)
        {
            var j = Below(n);
            if (drawn.Add(j))
            {
                result.Add(j);
            }
        }

        return result;
    }

    // CPython copies the list while that takes less memory than a set of what was drawn.
    private static double LargestPool(int count) => 21 + (count > 5 ? Math.Pow(4, Math.Ceiling(Math.Log(count * 3) / Math.Log(4))) : 0);

    private void Seed(uint[] key)
    {
        state[0] = 19650218;
        for (var i = 1; i < Size; i++)
        {
            state[i] = (1812433253 * (state[i - 1] ^ (state[i - 1] >> 30))) + (uint)i;
        }

        var (at, from) = (1, 0);
        for (var k = Math.Max(Size, key.Length); k > 0; k--)
        {
            state[at] = (state[at] ^ ((state[at - 1] ^ (state[at - 1] >> 30)) * 1664525)) + key[from] + (uint)from;
            from = (from + 1) % key.Length;
            Advance(ref at);
        }

        for (var k = Size - 1; k > 0; k--)
        {
            state[at] = (state[at] ^ ((state[at - 1] ^ (state[at - 1] >> 30)) * 1566083941)) - (uint)at;
            Advance(ref at);
        }

        state[0] = 0x80000000;
    }

    private void Advance(ref int at)
    {
        if (++at >= Size)
        {
            state[0] = state[Size - 1];
            at = 1;
        }
    }

    private uint Word()
    {
        if (next >= Size)
        {
            Twist();
        }

        var y = state[next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    private void Twist()
    {
        for (var i = 0; i < Size; i++)
        {
            var y = (state[i] & 0x80000000) | (state[(i + 1) % Size] & 0x7fffffff);
            state[i] = state[(i + Middle) % Size] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
        }

        next = 0;
    }
}
