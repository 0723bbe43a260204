namespace Assay.Tracking.Import;

/// <summary>The settings and the outcome TensorBoard's hparams plugin keeps with a run.</summary>
/// <remarks>Source: tensorboard/plugins/hparams/plugin_data.proto and api.proto; values are google.protobuf.Value.</remarks>
internal sealed record HyperParameters(IReadOnlyDictionary<string, string> Values, bool Failed)
{
    /// <exception cref="FormatException">The message is broken.</exception>
    internal static HyperParameters Read(ReadOnlySpan<byte> pluginData)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var failed = false;
        var reader = new ProtoReader(pluginData);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 3: Start(reader.Bytes(), values); break;
                case 4: failed = End(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        return new HyperParameters(values, failed);
    }

    private static void Start(ReadOnlySpan<byte> message, Dictionary<string, string> values)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                var (key, value) = Entry(reader.Bytes());
                values[key] = value;
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static (string Key, string Value) Entry(ReadOnlySpan<byte> message)
    {
        var (key, value) = ("", "");
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: key = reader.Text(); break;
                case 2: value = Value(reader.Bytes()); break;
                default: reader.Skip(); break;
            }
        }

        return (key, value);
    }

    private static string Value(ReadOnlySpan<byte> message)
    {
        var text = "";
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2: text = reader.Double().ToString(); break;
                case 3: text = reader.Text(); break;
                case 4: text = reader.Whole() != 0 ? "true" : "false"; break;
                default: reader.Skip(); break;
            }
        }

        return text;
    }

    // SessionEndInfo.status: 2 is STATUS_FAILURE.
    private static bool End(ReadOnlySpan<byte> message)
    {
        var failed = false;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                failed = reader.Whole() == 2;
            }
            else
            {
                reader.Skip();
            }
        }

        return failed;
    }
}
