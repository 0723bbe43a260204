using Microsoft.Win32.SafeHandles;

namespace Assay.Tracking.Client;

/// <summary>Reads the records of a journal in order, as far as they are sound.</summary>
internal sealed class JournalReader(SafeFileHandle file)
{
    private byte[] window = new byte[1 << 20];
    private long windowStart;
    private int windowLength;

    /// <summary>Where the next record begins: everything before was sound.</summary>
    internal long Position { get; private set; } = JournalFormat.Name.Length;

    /// <summary>The number the next record has.</summary>
    internal ulong Sequence { get; private set; }

    /// <summary>Whether reading ended at bytes that no interrupted write explains.</summary>
    internal bool Damaged { get; private set; }

    /// <summary>Reads the next record that ends at or before a position; false when there is none.</summary>
    internal bool Read(long end, out JournalRecord record)
    {
        record = default;
        if (Position + JournalFormat.HeaderBytes > end)
        {
            return false;
        }

        Load(Position, JournalFormat.HeaderBytes);
        var header = Slice(Position, JournalFormat.HeaderBytes);
        var length = JournalFormat.PayloadLength(header.Span);
        var next = Position + JournalFormat.HeaderBytes + length;
        if (length < 0 || next > end)
        {
            Damaged = length < 0;
            return false;
        }

        Load(Position, JournalFormat.HeaderBytes + length);
        header = Slice(Position, JournalFormat.HeaderBytes);
        var payload = Slice(Position + JournalFormat.HeaderBytes, length);
        if (!JournalFormat.IsSound(header.Span, payload.Span, Sequence))
        {
            Damaged = true;
            return false;
        }

        record = new JournalRecord(Position, next, (JournalKind)payload.Span[0], payload[1..]);
        Position = next;
        Sequence++;
        return true;
    }

    private ReadOnlyMemory<byte> Slice(long position, int length) => window.AsMemory((int)(position - windowStart), length);

    private void Load(long position, int length)
    {
        if (position >= windowStart && position + length <= windowStart + windowLength)
        {
            return;
        }

        if (window.Length < length)
        {
            window = new byte[length];
        }

        windowStart = position;
        windowLength = 0;
        int read;
        while (windowLength < window.Length && (read = RandomAccess.Read(file, window.AsSpan(windowLength), position + windowLength)) > 0)
        {
            windowLength += read;
        }

        if (windowLength < length)
        {
            throw new EndOfStreamException($"The journal became shorter than {position + length} bytes while it was read.");
        }
    }
}
