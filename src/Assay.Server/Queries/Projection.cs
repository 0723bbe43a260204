using System.Text;
using System.Text.Json;

namespace Assay.Server.Queries;

/// <summary>Writes the part of a REST answer a query asks for, under the query's names.</summary>
internal static class Projection
{
    internal static void Write(Utf8JsonWriter json, JsonElement value, Selection selection)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Write(json, element, selection);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var field in selection.Fields)
                {
                    json.WritePropertyName(field.Alias);
                    if (value.TryGetProperty(Snake(field.Name), out var held))
                    {
                        Write(json, held, field);
                    }
                    else
                    {
                        json.WriteNullValue();
                    }
                }

                json.WriteEndObject();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (var letter in name)
        {
            snake.Append(char.IsAsciiLetterUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : letter);
        }

        return snake.ToString();
    }
}
