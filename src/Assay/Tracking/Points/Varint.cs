namespace Assay.Tracking.Points;

/// <summary>Whole numbers in one to ten bytes: near zero few, seven bits a byte, sign in the lowest bit.</summary>
internal static class Varint
{
    internal static void Write(List<byte> target, long number)
    {
        var rest = unchecked((ulong)((number << 1) ^ (number >> 63)));
        for (; rest >= 0x80; rest >>= 7)
        {
            target.Add((byte)(rest | 0x80));
        }

        target.Add((byte)rest);
    }

    /// <summary>Reads a number after <paramref name="skip"/> bytes and moves the source behind it.</summary>
    internal static long Read(ref ReadOnlySpan<byte> source, int skip = 0)
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = source[skip++];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                source = source[skip..];
                return unchecked((long)(number >> 1) ^ -(long)(number & 1));
            }
        }
    }
}
