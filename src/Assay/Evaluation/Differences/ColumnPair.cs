using System.Globalization;
using System.Text;
using Assay.Data;
using Assay.Data.Plain;

namespace Assay.Evaluation.Differences;

/// <summary>A column and what it is in the other table.</summary>
/// <remarks>
/// Cells are compared by value. A marker of missing makes texts of a column of numbers; so texts beside a column of numbers or dates are
/// compared as such where they are some, and two columns of texts as numbers where both hold nothing but numbers and markers.
/// </remarks>
/// <param name="Before">In the first table.</param>
/// <param name="After">In the second.</param>
internal sealed record ColumnPair(PlainColumn Before, PlainColumn After)
{
    // Beyond, a double does not tell whole numbers from their neighbours.
    private const double LargestExact = 1L << 53;

    private readonly Lazy<(ulong[]? Before, ulong[]? After)> values = new(() => Values(Before, After));

    /// <summary>Its name, the first where it has two.</summary>
    public string Name => Before.Name;

    /// <summary>Whether a cell of the first table equals one of the second.</summary>
    public bool Same(int before, int after) => HashBefore(before) == HashAfter(after);

    /// <summary>A number that is the same for equal cells of either side.</summary>
    public ulong HashBefore(int row) => Hash(Before, values.Value.Before, row);

    /// <inheritdoc cref="HashBefore"/>
    public ulong HashAfter(int row) => Hash(After, values.Value.After, row);

    private static ulong Hash(PlainColumn column, ulong[]? values, int row) => values is null || ((PlainTexts)column).Codes[row] is not (>= 0 and var code)
        ? column.HashOf(row)
        : values[code];

    // Hashes by the code of a text; null where the column's own are right.
    private static (ulong[]? Before, ulong[]? After) Values(PlainColumn before, PlainColumn after) => (before, after) switch
    {
        (PlainTexts one, PlainTexts two) => AreNumbers(one.Dictionary) && AreNumbers(two.Dictionary) ? (Hashes(one, Number), Hashes(two, Number)) : (null, null),
        (PlainTexts one, PlainNumbers) => (Hashes(one, Number), null),
        (PlainTexts one, PlainDates) => (Hashes(one, Date), null),
        (PlainNumbers, PlainTexts two) => (null, Hashes(two, Number)),
        (PlainDates, PlainTexts two) => (null, Hashes(two, Date)),
        _ => (null, null),
    };

    private static ulong[] Hashes(PlainTexts column, Func<ReadOnlySpan<byte>, ulong?> read)
    {
        var hashes = new ulong[column.Dictionary.Count];
        for (var code = 0; code < hashes.Length; code++)
        {
            hashes[code] = read(column.Dictionary.TextOf(code)) ?? column.Dictionary.HashOf(code);
        }

        return hashes;
    }

    // Ends at the first text that is neither number nor marker, so that columns of real texts cost nothing.
    private static bool AreNumbers(TextDictionary texts)
    {
        var any = false;
        for (var code = 0; code < texts.Count; code++)
        {
            var text = Encoding.UTF8.GetString(texts.TextOf(code));
            var number = TextParsing.Number(text) is not null;
            any |= number;
            if (!number && !MissingMarkers.Usual.BesideNumbers(text))
            {
                return false;
            }
        }

        return any;
    }

    private static ulong? Number(ReadOnlySpan<byte> text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value) && (double.IsInfinity(value) || Math.Abs(value) <= LargestExact)
            ? CellHash.Mix(CellHash.NumberBits(value))
            : null;

    private static ulong? Date(ReadOnlySpan<byte> text) =>
        PlainDates.Read(text) is { } read ? CellHash.Mix((ulong)read.Microseconds ^ CellHash.DateTag) : null;
}
