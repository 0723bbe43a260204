using Assay.Data;

namespace Assay.Development.Splits;

/// <summary>Rows in order of time, and where one moment ends and the next begins.</summary>
/// <param name="Rows">Every row of the table, oldest first; rows of the same moment in file order.</param>
/// <param name="Moments">The moment of each entry of <paramref name="Rows"/>, never falling; for file order the position itself.</param>
internal sealed record TimeOrder(int[] Rows, double[] Moments)
{
    /// <summary>The order of the file, every row a moment of its own.</summary>
    public static TimeOrder OfFile(int rows) => new([.. Enumerable.Range(0, rows)], [.. Enumerable.Range(0, rows).Select(r => (double)r)]);

    /// <summary>The order of a column of dates, numbers, or texts that begin with a four-digit year; rows without a time come first.</summary>
    /// <exception cref="AssayException"><c>data.time-unreadable</c> when texts cannot be put in order.</exception>
    public static TimeOrder By(Column column)
    {
        var moments = column is NumberColumn numbers ? numbers.Values.ToArray() : Ranks(column);
        var rows = Enumerable.Range(0, moments.Length).OrderBy(r => double.IsNaN(moments[r]) ? double.NegativeInfinity : moments[r]).ToArray();
        return new TimeOrder(rows, [.. rows.Select(r => double.IsNaN(moments[r]) ? double.NegativeInfinity : moments[r])]);
    }

    /// <summary>The cut nearest to a position that does not part rows of the same moment; the position itself when that would move more than 5 % of the rows.</summary>
    public int Cut(int position)
    {
        var limit = Math.Max(1, Rows.Length / 20);
        for (var shift = 0; shift <= limit; shift++)
        {
            if (position - shift > 0 && Moments[position - shift] > Moments[position - shift - 1])
            {
                return position - shift;
            }

            if (position + shift < Rows.Length && Moments[position + shift] > Moments[position + shift - 1])
            {
                return position + shift;
            }
        }

        return position;
    }

    private static double[] Ranks(Column column)
    {
        var texts = new string?[column.Count];
        for (var row = 0; row < texts.Length; row++)
        {
            texts[row] = column.Show(row);
            if (texts[row] is { } text && !(text.Length >= 4 && text.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0))
            {
                throw new AssayException(
                    "data.time-unreadable",
                    $"Column \"{column.Name}\" holds \"{text}\" in row {row + 1}, which does not begin with a year, so its order in time is unknown. "
                    + "Write times as yyyy-MM-dd HH:mm:ss, or put the file in order of time and ask for --split time.");
            }
        }

        var levels = texts.Where(t => t is not null).Distinct().Order(StringComparer.Ordinal).Select((text, rank) => (text, rank)).ToDictionary(l => l.text!, l => (double)l.rank);
        return [.. texts.Select(t => t is null ? double.NaN : levels[t])];
    }
}
