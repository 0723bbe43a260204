using System.Buffers.Binary;

namespace Assay.Tracking;

/// <summary>Makes ids of 32 hexadecimal digits that sort by time: 48 bits of Unix milliseconds, then 80 random bits.</summary>
/// <remarks>
/// The layout of ULID (github.com/ulid/spec) in hexadecimal, the form of MLflow's run ids. Within one millisecond, or when the clock
/// goes back, the id before is counted up, so that ids of one maker always rise.
/// </remarks>
internal sealed class IdMaker(TimeProvider clock, Action<Span<byte>> randomness)
{
    private readonly Lock gate = new();
    private UInt128 last;

    internal string Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        randomness(bytes[6..]);
        var milliseconds = (ulong)clock.GetUtcNow().ToUnixTimeMilliseconds();
        var id = ((UInt128)milliseconds << 80) | (BinaryPrimitives.ReadUInt128BigEndian(bytes) & (((UInt128)1 << 80) - 1));
        lock (gate)
        {
            last = id >> 80 <= last >> 80 ? last + 1 : id;
            return last.ToString("x32");
        }
    }
}
