using System.Numerics;
using System.Text;

namespace Assay.Numerics;

/// <summary>A small, fast random generator whose stream depends only on its seed, on every machine and thread.</summary>
/// <remarks>xoshiro256** seeded by SplitMix64. Source: Blackman and Vigna, ACM TOMS 47(4), 2021.</remarks>
public sealed class SeededRandom
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>Starts the stream of this seed.</summary>
    public SeededRandom(ulong seed)
    {
        s0 = SplitMix(ref seed);
        s1 = SplitMix(ref seed);
        s2 = SplitMix(ref seed);
        s3 = SplitMix(ref seed);
    }

    /// <summary>A stream of its own for one purpose, so that adding a random choice in one place moves no other.</summary>
    public static SeededRandom For(ulong seed, string purpose, int index = 0) => new(Derive(seed, purpose, index));

    /// <summary>The seed that <see cref="For"/> uses: a hash of seed, purpose and index.</summary>
    public static ulong Derive(ulong seed, string purpose, int index = 0)
    {
        // FNV-1a over the purpose, then two SplitMix rounds.
        var hash = 14695981039346656037UL;
        foreach (var octet in Encoding.UTF8.GetBytes(purpose))
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        var state = seed ^ hash;
        var mixed = SplitMix(ref state) + ((ulong)(uint)index * 0x9E3779B97F4A7C15UL);
        return SplitMix(ref mixed);
    }

    /// <summary>64 uniform bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform integer in [0, bound), without bias.</summary>
    /// <remarks>Source: Lemire, ACM TOMACS 29(1), 2019.</remarks>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (uint)bound;
        var product = (NextBits() >> 32) * range;
        if ((uint)product < range)
        {
            var threshold = (uint)-(int)range % range;
            while ((uint)product < threshold)
            {
                product = (NextBits() >> 32) * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>A standard normal number (Box-Muller).</summary>
    public double NextNormal() =>
        Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Puts the items in random order in place (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
