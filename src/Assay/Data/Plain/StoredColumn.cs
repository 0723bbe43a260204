namespace Assay.Data.Plain;

/// <summary>A column in numbers, small enough to be kept with every version of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Class">number, date or text.</param>
/// <param name="Type">What a schema calls it.</param>
/// <param name="Missing">Cells without a value.</param>
/// <param name="Distinct">Different values.</param>
internal sealed record StoredColumn(string Name, string Class, string Type, long Missing, long Distinct)
{
    /// <summary>The most frequent texts kept.</summary>
    public const int MostTexts = 1000;

    private const int GridSteps = 256;

    /// <summary>Whether <see cref="Distinct"/> is an estimate.</summary>
    public bool DistinctIsEstimate { get; init; }

    /// <summary>Whether no cell is missing and no two are equal; only looked at where a column may be a key.</summary>
    public bool Unique { get; init; }

    /// <summary>Of numbers and dates (seconds): every 256th part of the sorted cells, least and largest at the ends; empty where there are none.</summary>
    public IReadOnlyList<double> Grid { get; init; } = [];

    /// <summary>Rows of the most frequent texts; of all where there are at most <see cref="MostTexts"/>.</summary>
    public IReadOnlyDictionary<string, long> Texts { get; init; } = new Dictionary<string, long>();

    /// <summary>Looks at a column.</summary>
    public static StoredColumn Of(PlainColumn column) => column is PlainTexts texts ? OfTexts(texts) : OfNumbers(column);

    private static StoredColumn OfTexts(PlainTexts column)
    {
        var counts = new long[column.Dictionary.Count];
        var missing = 0L;
        foreach (var code in column.Codes)
        {
            if (code < 0)
            {
                missing++;
            }
            else
            {
                counts[code]++;
            }
        }

        var distinct = counts.LongCount(c => c > 0);
        var unique = missing == 0 && distinct == column.Count;
        var limit = unique || distinct <= MostTexts ? 1 : counts.OrderDescending().ElementAt(MostTexts - 1);
        var top = unique ? [] : counts.Index().Where(c => c.Item >= Math.Max(1, limit)).OrderByDescending(c => c.Item).ThenBy(c => c.Index).Take(MostTexts);
        return new StoredColumn(column.Name, column.Class, column.Type, missing, distinct)
        {
            Unique = unique,
            Texts = top.ToDictionary(c => System.Text.Encoding.UTF8.GetString(column.Dictionary.TextOf(c.Index)), c => c.Item, StringComparer.Ordinal),
        };
    }

    private static StoredColumn OfNumbers(PlainColumn column)
    {
        var cells = column is PlainDates dates ? dates.Seconds : ((PlainNumbers)column).Cells;
        using var spread = new NumberSpread(cells);
        var (distinct, estimate) = DistinctCount.About(cells);
        var mayBeKey = column is PlainNumbers { Fraction: false } && spread.Count == column.Count && distinct >= 0.95 * spread.Count;
        return new StoredColumn(column.Name, column.Class, column.Type, column.Count - spread.Count, distinct)
        {
            DistinctIsEstimate = estimate,
            Unique = mayBeKey && DistinctCount.Of(cells) == column.Count,
            Grid = spread.Count == 0 ? [] : [.. Enumerable.Range(0, GridSteps + 1).Select(i => spread.At((int)Math.Round((double)i * (spread.Count - 1) / GridSteps)))],
        };
    }
}
