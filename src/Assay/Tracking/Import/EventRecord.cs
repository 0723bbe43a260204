namespace Assay.Tracking.Import;

/// <summary>One event: when, at which step, and its values.</summary>
/// <remarks>Source: tensorflow/core/util/event.proto and tensorflow/core/framework/summary.proto.</remarks>
internal sealed record EventRecord(double Seconds, long Step, IReadOnlyList<EventValue> Values)
{
    internal DateTimeOffset Time => Portable.Time((long)Math.Clamp(Seconds * 1000, 0, 253_402_300_799_000d));

    /// <exception cref="FormatException">The message is broken.</exception>
    internal static EventRecord Read(ReadOnlySpan<byte> message)
    {
        var (seconds, step) = (0.0, 0L);
        var values = new List<EventValue>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: seconds = reader.Double(); break;
                case 2: step = reader.Whole(); break;
                case 5: Summary(reader.Bytes(), values); break;
                default: reader.Skip(); break;
            }
        }

        return new EventRecord(double.IsNaN(seconds) ? 0 : seconds, step, values);
    }

    private static void Summary(ReadOnlySpan<byte> message, List<EventValue> values)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                values.Add(Value(reader.Bytes()));
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static EventValue Value(ReadOnlySpan<byte> message)
    {
        var tag = "";
        double? number = null;
        var tensor = default(TensorValue);
        (string Name, byte[] Content) plugin = ("", []);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: tag = reader.Text(); break;
                case 2: number = reader.Single(); break;
                case 8: tensor = TensorValue.Read(reader.Bytes()); break;
                case 9: plugin = Metadata(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        return new EventValue(tag, plugin.Name, number ?? tensor.Number, tensor.Text, plugin.Content);
    }

    private static (string Name, byte[] Content) Metadata(ReadOnlySpan<byte> message)
    {
        (string Name, byte[] Content) plugin = ("", []);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                plugin = PluginData(reader.Bytes());
            }
            else
            {
                reader.Skip();
            }
        }

        return plugin;
    }

    private static (string Name, byte[] Content) PluginData(ReadOnlySpan<byte> message)
    {
        var (name, content) = ("", Array.Empty<byte>());
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = reader.Text(); break;
                case 2: content = reader.Bytes().ToArray(); break;
                default: reader.Skip(); break;
            }
        }

        return (name, content);
    }
}
