using System.Collections.Frozen;

namespace Assay.Data;

/// <summary>Texts that mean "no value".</summary>
internal static class MissingMarkers
{
    private static readonly FrozenSet<string> always =
        new[] { "", "?", "na", "n/a", "#n/a", "null", "nan" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> besideNumbers =
        new[] { "none", "-", "--", ".", "missing", "unknown", "nil" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the text means missing in any column: blank, <c>?</c>, <c>NA</c>, <c>N/A</c>, <c>#N/A</c>, <c>null</c>, <c>NaN</c>.</summary>
    public static bool Always(string text) => always.Contains(text.Trim());

    /// <summary>Whether the text means missing when all others in the column are numbers or dates: <c>None</c>, <c>-</c>, <c>unknown</c> and the like.</summary>
    public static bool BesideNumbers(string text) => Always(text) || besideNumbers.Contains(text.Trim());
}
