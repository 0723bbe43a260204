using System.Text.Json;
using Assay.Server.Frame;

namespace Assay.Server.Messages;

/// <summary>The form of a request: its fields, and how MLflow reads and checks them.</summary>
/// <remarks>
/// Follows MLflow's server: protobuf's JSON form with unknown fields left out; experiment ids may be numbers; when some field does not fit,
/// it and what stands behind it are left out and the checked fields are looked at one by one.
/// </remarks>
internal sealed class Message(params Field[] fields)
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    internal IReadOnlyList<Field> Fields => fields;

    /// <summary>Reads and checks a request.</summary>
    /// <exception cref="Refusal"><see cref="ErrorCode.InvalidParameterValue"/>, naming the field.</exception>
    internal Input Read(JsonElement? sent)
    {
        var json = sent ?? Nothing;
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw Refusal.Invalid("Expected a JSON object as the body of the request.");
        }

        var input = new Input(this);
        var whole = Fill(input, json);
        for (var i = 0; i < fields.Length; i++)
        {
            Check(fields[i], input.Holds(i), json, whole);
        }

        return input;
    }

    /// <summary>Fills in what fits, in the order it was sent; false at the first value that does not.</summary>
    internal bool Fill(Input input, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (var property in json.EnumerateObject())
        {
            var index = IndexOf(property);
            if (index >= 0 && !input.Set(index, property.Value))
            {
                return false;
            }
        }

        return true;
    }

    internal int IndexOf(string name)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i].Name == name)
            {
                return i;
            }
        }

        throw new ArgumentException($"The message has no field {name}.");
    }

    private int IndexOf(JsonProperty property)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (property.NameEquals(fields[i].Utf8))
            {
                return i;
            }
        }

        for (var i = 0; i < fields.Length; i++)
        {
            if (property.NameEquals(fields[i].CamelUtf8))
            {
                return i;
            }
        }

        return -1;
    }

    private static void Check(Field field, bool held, JsonElement json, bool whole)
    {
        if (whole && field.Rule is null && (held || !field.IsRequired))
        {
            return;
        }

        if (!json.TryGetProperty(field.Utf8, out var value) && !held && !json.TryGetProperty(field.CamelUtf8, out value))
        {
            // Older clients call it run_uuid.
            if (field.Name == "run_id" && json.TryGetProperty("run_uuid", out value) && value.ValueKind == JsonValueKind.String)
            {
                return;
            }

            Require(field, default);
            return;
        }

        Require(field, value);
        if ((!whole && field.IsChecked && !ProtoJson.Looks(field, value)) || field.Rule?.Invoke(value) == false)
        {
            throw Refusal.Invalid(
                $"Invalid value {PythonText.Of(value)} for parameter '{field.Name}' supplied. "
                + $"Hint: Value was of type '{PythonText.TypeOf(value)}'. See the API docs for more information about request parameters.");
        }
    }

    private static void Require(Field field, JsonElement value)
    {
        if (field.IsRequired && (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.ValueEquals(""))))
        {
            throw Refusal.Invalid(
                $"Missing value for required parameter '{field.Name}'. See the API docs for more information about request parameters.");
        }
    }
}
