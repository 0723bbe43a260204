using System.Globalization;
using System.Text;

namespace Assay.Data;

/// <summary>Takes a column a program already holds, cell by cell, as if it had been read from a file.</summary>
internal static class MemoryColumn
{
    /// <summary>The column and the hash of each cell. All cells must be of one family: numbers, texts, truth values or dates; null is missing.</summary>
    public static (RawColumn Column, ulong[] Hashes, string Class) Of(string name, IReadOnlyList<object?> cells)
    {
        var sample = cells.FirstOrDefault(c => c is not null);
        return sample switch
        {
            bool => Texts(name, cells, "BOOLEAN", c => (bool)c ? "true" : "false", c => CellHash.OfTruth((bool)c), "boolean"),
            DateTime or DateTimeOffset or DateOnly => Dates(name, cells),
            double or float or decimal or int or long or short or byte or sbyte or uint or ushort => Numbers(name, cells),
            null or string or char or Enum or Guid => Texts(name, cells, "VARCHAR", Written, c => CellHash.OfText(Encoding.UTF8.GetBytes(Written(c))), "text"),
            _ => throw new ArgumentException($"Column \"{name}\" holds {sample.GetType().Name}; expected numbers, texts, truth values or dates."),
        };
    }

    private static string Written(object cell) => Convert.ToString(cell, CultureInfo.InvariantCulture)!;

    private static (RawColumn Column, ulong[] Hashes, string Class) Numbers(string name, IReadOnlyList<object?> cells)
    {
        var values = new double[cells.Count];
        var hashes = new ulong[cells.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = cells[i] is { } cell ? Convert.ToDouble(cell, CultureInfo.InvariantCulture) : double.NaN;
            hashes[i] = cells[i] is null ? CellHash.Missing : CellHash.Mix(cells[i] is long whole ? CellHash.WholeBits(whole) : CellHash.NumberBits(values[i]));
        }

        return (new RawNumbers(name, "DOUBLE", values), hashes, "number");
    }

    private static (RawColumn Column, ulong[] Hashes, string Class) Dates(string name, IReadOnlyList<object?> cells)
    {
        var seconds = new double[cells.Count];
        var hashes = new ulong[cells.Count];
        for (var i = 0; i < seconds.Length; i++)
        {
            DateTime? date = cells[i] switch
            {
                DateTimeOffset offset => offset.UtcDateTime,
                DateOnly day => day.ToDateTime(TimeOnly.MinValue),
                DateTime time => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time,
                _ => null,
            };
            seconds[i] = date is { } known ? (known - DateTime.UnixEpoch).TotalSeconds : double.NaN;
            hashes[i] = date is { } given ? CellHash.Mix((ulong)((given - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond) ^ CellHash.DateTag) : CellHash.Missing;
        }

        return (new RawDates(name, "TIMESTAMP", seconds), hashes, "date");
    }

    private static (RawColumn Column, ulong[] Hashes, string Class) Texts(
        string name, IReadOnlyList<object?> cells, string type, Func<object, string> write, Func<object, ulong> hash, string family)
    {
        var codes = new int[cells.Count];
        var hashes = new ulong[cells.Count];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = -1;
            hashes[i] = CellHash.Missing;
            if (cells[i] is { } cell)
            {
                var text = write(cell);
                hashes[i] = hash(cell);
                if (!known.TryGetValue(text, out codes[i]))
                {
                    codes[i] = known[text] = known.Count;
                }
            }
        }

        return (new RawTexts(name, type, codes, [.. known.OrderBy(k => k.Value).Select(k => k.Key)]), hashes, family);
    }
}
