using System.Text.Json;

namespace Assay.Development.Report;

/// <summary>Enumeration members in words.</summary>
public static class Spelled
{
    /// <summary><c>OrderedCode</c> as <c>ordered code</c>.</summary>
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');
}
