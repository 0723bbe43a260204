using System.Text.Json;
using System.Text.RegularExpressions;

namespace Assay.Acceptance.Server;

/// <summary>Python writes NaN and the infinities into JSON as bare words; here each becomes a number of its own that nothing else is.</summary>
internal static partial class RawNumbers
{
    /// <summary>The number that stands for one of the words, in any capitals.</summary>
    public static string Of(string word) => word.ToLowerInvariant() switch
    {
        "nan" => "1e9991",
        "inf" or "infinity" => "1e9992",
        _ => "-1e9993",
    };

    /// <summary>Reads JSON that may hold such words.</summary>
    public static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            // Texts are matched first, so that words inside them stay.
            return JsonDocument.Parse(Words().Replace(json, match => match.Value[0] == '"' ? match.Value : Of(match.Value)));
        }
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|-Infinity|Infinity|NaN
        """)]
    private static partial Regex Words();
}
