using System.Runtime.InteropServices;

namespace Assay.Tracking.Client;

/// <summary>Room for 2,048 points, laid out as the payload of one record so that nothing is copied before it is written.</summary>
internal sealed class PointChunk
{
    internal const int Capacity = 2048;

    // The kind is the byte before the points, which so begin at a multiple of four.
    private const int Start = 4;
    private const int PointBytes = 28;
    private readonly byte[] bytes = new byte[Start + (Capacity * PointBytes)];

    internal PointChunk() => bytes[Start - 1] = (byte)JournalKind.Points;

    /// <summary>Bytes one chunk takes in memory.</summary>
    internal static int Bytes => Start + (Capacity * PointBytes);

    internal int Count { get; private set; }

    internal bool IsFull => Count == Capacity;

    internal ReadOnlyMemory<byte> Payload => bytes.AsMemory(Start - 1, 1 + (Count * PointBytes));

    internal void Add(in JournalPoint point) => MemoryMarshal.Cast<byte, JournalPoint>(bytes.AsSpan(Start))[Count++] = point;

    internal void Clear() => Count = 0;

    /// <summary>The points of a record's body.</summary>
    internal static ReadOnlySpan<JournalPoint> PointsOf(ReadOnlySpan<byte> body) => MemoryMarshal.Cast<byte, JournalPoint>(body);
}
