using System.Collections.Frozen;

namespace Assay.Data;

/// <summary>Texts that mean "no value".</summary>
internal sealed class MissingMarkers
{
    private readonly FrozenSet<string> always;
    private readonly FrozenSet<string> besideNumbers;

    private MissingMarkers(IEnumerable<string> always, IEnumerable<string> besideNumbers, StringComparer comparer) =>
        (this.always, this.besideNumbers) = (always.Append("").ToFrozenSet(comparer), besideNumbers.ToFrozenSet(comparer));

    /// <summary>Those of every table when nobody says: whatever their case.</summary>
    public static MissingMarkers Usual { get; } = new(
        ["?", "na", "n/a", "#n/a", "null", "nan"], ["none", "-", "--", ".", "missing", "unknown", "nil"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The blank and these texts, as they are written, and no others; the usual ones when null.</summary>
    public static MissingMarkers Of(IReadOnlyList<string>? told) => told is null ? Usual : new(told.Select(t => t.Trim()), [], StringComparer.Ordinal);

    /// <summary>Whether the text means missing in any column: usually blank, <c>?</c>, <c>NA</c>, <c>N/A</c>, <c>#N/A</c>, <c>null</c>, <c>NaN</c>.</summary>
    public bool Always(string text) => always.Contains(text.Trim());

    /// <summary>Whether the text means missing when all others in the column are numbers or dates: usually also <c>None</c>, <c>-</c>, <c>unknown</c> and the like.</summary>
    public bool BesideNumbers(string text) => Always(text) || besideNumbers.Contains(text.Trim());
}
