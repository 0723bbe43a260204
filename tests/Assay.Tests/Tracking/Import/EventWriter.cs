using System.Buffers.Binary;
using System.Text;
using Assay.Tracking.Import;

namespace Assay.Tests.Tracking.Import;

/// <summary>Writes TensorBoard's event files from the description of their form.</summary>
internal static class EventWriter
{
    internal static byte[] Record(byte[] content)
    {
        var record = new byte[content.Length + 16];
        BinaryPrimitives.WriteInt64LittleEndian(record, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), EventFile.Masked(record.AsSpan(0, 8)));
        content.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + content.Length), EventFile.Masked(content));
        return record;
    }

    internal static byte[] Version(double time) => Record([.. Fixed(1, time), .. Field(3, "brain.Event:2"u8)]);

    internal static byte[] Event(double time, long step, params byte[][] values) =>
        Record([.. Fixed(1, time), .. Number(2, step), .. Field(5, [.. values.SelectMany(v => Field(1, v))])]);

    internal static byte[] Simple(string tag, float value) => [.. Text(1, tag), 0x15, .. BitConverter.GetBytes(value)];

    internal static byte[] Tensor(string tag, string plugin, byte[] tensor) => [.. Text(1, tag), .. Field(8, tensor), .. Metadata(plugin, [])];

    internal static byte[] FloatContent(float value) => [.. Number(1, 1), .. Field(2, []), .. Field(4, BitConverter.GetBytes(value))];

    internal static byte[] FloatValue(float value) => [.. Number(1, 1), .. Field(5, BitConverter.GetBytes(value))];

    internal static byte[] TextValue(string text) => [.. Number(1, 7), .. Text(8, text)];

    internal static byte[] Settings(params (string Key, byte[] Value)[] settings) =>
    [
        .. Text(1, "_hparams_/session_start_info"),
        .. Metadata("hparams", Field(3, [.. settings.SelectMany(s => Field(1, [.. Text(1, s.Key), .. Field(2, s.Value)]))])),
    ];

    internal static byte[] NumberSetting(double value) => Fixed(2, value);

    internal static byte[] TextSetting(string value) => Text(3, value);

    internal static byte[] Field(int field, ReadOnlySpan<byte> content) => [.. Varint((ulong)((field << 3) | 2)), .. Varint((ulong)content.Length), .. content];

    private static byte[] Metadata(string plugin, byte[] content) => Field(9, Field(1, [.. Text(1, plugin), .. Field(2, content)]));

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Number(int field, long value) => [.. Varint((ulong)(field << 3)), .. Varint((ulong)value)];

    private static byte[] Fixed(int field, double value) => [(byte)((field << 3) | 1), .. BitConverter.GetBytes(value)];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
