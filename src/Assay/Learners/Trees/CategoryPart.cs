using System.Globalization;
using System.Text.Json.Serialization;
using Assay.Data;

namespace Assay.Learners.Trees;

/// <summary>A code a level, and for many levels also how often the level occurs; missing and unknown levels are NaN.</summary>
internal sealed record CategoryPart : TreePart
{
    /// <summary>From this many levels on, how often a level occurs is a feature of its own.</summary>
    public const int ManyLevels = 30;

    /// <summary>Rows a level, on the mean, from which sets of levels are worth asking for.</summary>
    public const int RowsALevel = 200;

    /// <summary>With more levels than this, one feature a level is too many and a code is taken.</summary>
    public const int FewLevels = 12;

    /// <summary>The levels seen, in the table's order.</summary>
    public required string[] Levels { get; init; }

    /// <summary>The code of each level.</summary>
    public required double[] Codes { get; init; }

    /// <summary>The share of rows of each level; empty when it is no feature.</summary>
    public double[] Shares { get; init; } = [];

    /// <summary>Whether the codes have no order.</summary>
    public bool Native { get; init; }

    /// <summary>Whether every level is a feature of its own, 1 or 0.</summary>
    public bool OneEach { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => OneEach ? [.. Levels.Select(l => $"{Column} is {l}")] : Shares.Length == 0 ? [Column] : [Column, $"{Column} share"];

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool Unordered => Native;

    /// <summary>Learns the codes of a column from rows.</summary>
    public static CategoryPart Learn(CategoryColumn column, ReadOnlySpan<int> rows, CategoryCodes how)
    {
        var counts = new int[column.Levels.Count];
        foreach (var row in rows)
        {
            var code = column.Codes[row];
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        var seen = Enumerable.Range(0, counts.Length).Where(c => counts[c] > 0).ToArray();
        var native = seen.Length > 2 && (how == CategoryCodes.Native || (how == CategoryCodes.Auto && rows.Length / seen.Length >= RowsALevel));
        var order = native ? seen.OrderByDescending(c => counts[c]).ThenBy(c => c).ToArray() : InOrder(column.Levels, seen);
        var codes = new double[counts.Length];
        var all = (double)rows.Length;
        for (var i = 0; i < order.Length; i++)
        {
            codes[order[i]] = i;
        }

        return new CategoryPart
        {
            Column = column.Name,
            Levels = [.. seen.Select(c => column.Levels[c])],
            Codes = [.. seen.Select(c => codes[c])],
            Shares = seen.Length >= ManyLevels ? [.. seen.Select(c => counts[c] / all)] : [],
            Native = native,
            OneEach = how == CategoryCodes.OneEach && seen.Length is > 2 and <= FewLevels,
        };
    }

    /// <inheritdoc/>
    public override BoundPart Bind(Dataset data)
    {
        var column = Find<CategoryColumn>(data);
        var place = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Levels.Length; i++)
        {
            place[Levels[i]] = i;
        }

        var codes = new double[column.Levels.Count];
        var shares = new double[Shares.Length == 0 ? 0 : codes.Length];
        for (var level = 0; level < codes.Length; level++)
        {
            var known = place.TryGetValue(column.Levels[level], out var at);
            codes[level] = known ? Codes[at] : double.NaN;
            if (shares.Length > 0)
            {
                shares[level] = known ? Shares[at] : 0;
            }
        }

        return OneEach ? new BoundEach(column, [.. codes.Select((c, level) => double.IsNaN(c) ? -1 : place[column.Levels[level]])], Levels.Length) : new Bound(column, codes, shares);
    }

    // Levels such as "10-20" or "[5-9)" are put in the order of their first number, the rest in ordinal order.
    private static int[] InOrder(IReadOnlyList<string> levels, int[] seen)
    {
        var numbers = seen.Select(c => FirstNumber(levels[c])).ToArray();
        return Array.TrueForAll(numbers, double.IsFinite) ? [.. seen.Zip(numbers).OrderBy(c => c.Second).Select(c => c.First)] : seen;
    }

    private static double FirstNumber(string level)
    {
        var start = 0;
        while (start < level.Length && !char.IsAsciiDigit(level[start]))
        {
            start++;
        }

        var end = start;
        while (end < level.Length && (char.IsAsciiDigit(level[end]) || level[end] == '.'))
        {
            end++;
        }

        return start <= 2 && double.TryParse(level.AsSpan(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }

    private sealed class Bound(CategoryColumn column, double[] codes, double[] shares) : BoundPart
    {
        public override void Write(ReadOnlySpan<int> rows, Span<double> block, int stride)
        {
            var levels = column.Codes;
            for (var i = 0; i < rows.Length; i++)
            {
                var level = levels[rows[i]];
                block[i * stride] = level < 0 ? double.NaN : codes[level];
                if (shares.Length > 0)
                {
                    block[(i * stride) + 1] = level < 0 ? double.NaN : shares[level];
                }
            }
        }
    }

    private sealed class BoundEach(CategoryColumn column, int[] places, int width) : BoundPart
    {
        public override void Write(ReadOnlySpan<int> rows, Span<double> block, int stride)
        {
            var levels = column.Codes;
            for (var i = 0; i < rows.Length; i++)
            {
                var cells = block.Slice(i * stride, width);
                cells.Clear();
                var level = levels[rows[i]];
                if (level >= 0 && places[level] >= 0)
                {
                    cells[places[level]] = 1;
                }
            }
        }
    }
}
