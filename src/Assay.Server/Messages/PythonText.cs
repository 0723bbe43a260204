using System.Text.Json;

namespace Assay.Server.Messages;

/// <summary>JSON values as Python prints them: MLflow's error messages hold such texts, and clients' tests look at them.</summary>
internal static class PythonText
{
    private const int Longest = 10_000;

    /// <summary>What <c>str(value)</c> gives, cut where it is very long.</summary>
    internal static string Of(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? ProtoJson.Text(value) ?? "" : Inner(value);
        return text.Length > Longest ? text[..Longest] : text;
    }

    /// <summary>The name of the value's type in Python.</summary>
    internal static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "str",
        JsonValueKind.Number => IsInteger(value) ? "int" : "float",
        JsonValueKind.True or JsonValueKind.False => "bool",
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "dict",
        _ => "NoneType",
    };

    private static string Inner(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Quoted(ProtoJson.Text(value) ?? ""),
        JsonValueKind.Number => IsInteger(value) ? value.GetRawText() : Language.Python.PythonText.Float(value.GetDouble()),
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Inner))}]",
        JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(p => $"{Quoted(p.Name)}: {Inner(p.Value)}"))}}}",
        _ => "None",
    };

    private static string Quoted(string text)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var inside = text.Replace("\\", "\\\\").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t");
        return quote + (quote == '\'' ? inside.Replace("'", "\\'") : inside) + quote;
    }

    private static bool IsInteger(JsonElement value) => value.GetRawText().AsSpan().IndexOfAny(".eE") < 0;
}
