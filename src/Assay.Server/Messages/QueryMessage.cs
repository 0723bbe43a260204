using System.Buffers;
using System.Text.Json;
using Assay.Server.Frame;
using Microsoft.AspNetCore.Http;

namespace Assay.Server.Messages;

/// <summary>Makes the JSON form of a message from the query of a GET request.</summary>
internal static class QueryMessage
{
    internal static JsonDocument Of(Message message, IQueryCollection query)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, values) in query)
            {
                if (Find(message, name) is { } field)
                {
                    writer.WritePropertyName(field.Name);
                    Write(writer, field, values!);
                }
                else if (name == "run_uuid")
                {
                    writer.WriteString(name, values[0]);
                }
            }

            writer.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.WrittenMemory);
    }

    // Some clients mark lists: experiment_ids[]=1.
    private static Field? Find(Message message, string name) =>
        message.Fields.FirstOrDefault(f => f.Name == name || (f.IsMany && name == f.Name + "[]"));

    private static void Write(Utf8JsonWriter writer, Field field, IReadOnlyList<string> values)
    {
        if (field.IsMany)
        {
            writer.WriteStartArray();
            foreach (var value in values)
            {
                writer.WriteStringValue(value);
            }

            writer.WriteEndArray();
        }
        else if (field.Kind == FieldKind.Truth)
        {
            writer.WriteBooleanValue(values[0].ToLowerInvariant() switch
            {
                "true" => true,
                "false" => false,
                _ => throw Refusal.Invalid($"Invalid boolean value: {values[0]}, must be 'true' or 'false'."),
            });
        }
        else
        {
            writer.WriteStringValue(values[0]);
        }
    }
}
