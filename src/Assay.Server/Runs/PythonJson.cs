using System.Text;
using System.Text.Json;

namespace Assay.Server.Runs;

/// <summary>JSON as Python writes it: a blank behind commas and colons, everything beyond ASCII escaped.</summary>
internal static class PythonJson
{
    internal static string Write(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                Join(text, value.EnumerateObject(), property =>
                {
                    Language.Python.PythonJson.WriteText(text, property.Name);
                    text.Append(": ");
                    Append(text, property.Value);
                });
                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                Join(text, value.EnumerateArray(), element => Append(text, element));
                text.Append(']');
                break;
            case JsonValueKind.String:
                Language.Python.PythonJson.WriteText(text, value.GetString()!);
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void Join<T>(StringBuilder text, IEnumerable<T> items, Action<T> append)
    {
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "" : ", ");
            first = false;
            append(item);
        }
    }
}
