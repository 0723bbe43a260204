using System.Globalization;
using System.Text.Json;

namespace Assay.Server.Messages;

/// <summary>Values as protobuf's JSON form reads them (protobuf.dev, "ProtoJSON Format"; the behaviour of the Python implementation).</summary>
internal static class ProtoJson
{
    /// <summary>The text, or null when it holds half of a character.</summary>
    internal static string? Text(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An integer: a number without fraction, or a text of digits.</summary>
    internal static bool Whole(JsonElement value, out long whole)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                if (value.TryGetInt64(out whole))
                {
                    return true;
                }

                var number = value.GetDouble();
                whole = number == Math.Floor(number) && Math.Abs(number) < 9.2e18 ? (long)number : 0;
                return whole != 0 || number == 0;
            case JsonValueKind.String:
                return long.TryParse(Text(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out whole);
            default:
                whole = 0;
                return false;
        }
    }

    /// <summary>A finite number, a truth value as 1 or 0, or a text that Python takes for a float.</summary>
    internal static bool Number(JsonElement value, out double number)
    {
        number = 0;
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                var sent = value.GetDouble();
                number = double.IsFinite(sent) ? sent : 0;
                return double.IsFinite(sent);
            case JsonValueKind.True:
                number = 1;
                return true;
            case JsonValueKind.False:
                return true;
            case JsonValueKind.String:
                var text = Text(value);
                return text is not "nan" && Float(text, out number);
            default:
                return false;
        }
    }

    /// <summary>The name chosen; so may its number as text be; an unknown name is passed over, an unknown number does not fit.</summary>
    internal static string? Choice(Field field, JsonElement value, out bool fits)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            fits = true;
            var name = Text(value);
            return field.Names.Contains(name) ? name
                : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < field.Names.Count && field.Names[number].Length > 0
                    ? field.Names[number]
                    : null;
        }

        fits = Whole(value, out var place) && place >= 0 && place < field.Names.Count && field.Names[(int)place].Length > 0;
        return fits ? field.Names[(int)place] : null;
    }

    /// <summary>Texts by name, or null when it is not an object of texts.</summary>
    internal static Dictionary<string, string>? Texts(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String || Text(property.Value) is not { } text)
            {
                return null;
            }

            texts[property.Name] = text;
        }

        return texts;
    }

    /// <summary>Whether MLflow's own look at the type is content; it is laxer than the reading of the message.</summary>
    internal static bool Looks(Field field, JsonElement value) => field switch
    {
        { IsMany: true, Kind: FieldKind.Text } => value.ValueKind == JsonValueKind.Array
            && (field.Name == "experiment_ids" || value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String)),
        { IsMany: true } => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Object),
        { Kind: FieldKind.Text } => value.ValueKind == JsonValueKind.String || field.Name == "experiment_id",
        { Kind: FieldKind.Choice } => value.ValueKind == JsonValueKind.String,
        { Kind: FieldKind.Whole } => value.ValueKind is JsonValueKind.True or JsonValueKind.False
            || (value.ValueKind == JsonValueKind.Number && double.IsFinite(value.GetDouble()))
            || Whole(value, out _),
        { Kind: FieldKind.Number } => value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            || (value.ValueKind == JsonValueKind.String && Float(Text(value), out _)),
        { Kind: FieldKind.Truth } => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind == JsonValueKind.Object,
    };

    private static bool Float(string? text, out double number)
    {
        var bare = (text ?? "").Trim().ToLowerInvariant();
        switch (bare.TrimStart('+', '-'))
        {
            case "inf" or "infinity" when bare.Length - bare.TrimStart('+', '-').Length <= 1:
                number = bare[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
                return true;
            case "nan" when bare.Length <= 4:
                number = double.NaN;
                return true;
            default:
                return double.TryParse(bare, NumberStyles.Float & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number);
        }
    }
}
