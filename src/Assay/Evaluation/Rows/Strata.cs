using System.Globalization;
using Assay.Data;
using Assay.Numerics;

namespace Assay.Evaluation.Rows;

/// <summary>Rows dealt by what one column, or two, say about them.</summary>
/// <param name="Name">The column's name; two joined by <c> x </c>.</param>
/// <param name="Of">The stratum of every row, from 0.</param>
/// <param name="Names">One a stratum, for people.</param>
internal sealed record Strata(string Name, int[] Of, IReadOnlyList<string> Names)
{
    private const int MostLevels = 12;

    /// <summary>The stratum as a condition: <c>age over 28 to 37</c>, <c>sex = Female</c>.</summary>
    public string Condition(int stratum) => $"{Name} {(IsRange ? "" : "= ")}{Names[stratum]}";

    private bool IsRange { get; init; }

    /// <summary>Names and few numbers by their value (the rarest together), many numbers by quartile, missing cells apart; null for text, identifiers and constants.</summary>
    /// <param name="column">The column.</param>
    /// <param name="leastRows">Smaller strata are put together as <c>other</c>.</param>
    public static Strata? By(Column column, int leastRows = 1)
    {
        var found = column switch
        {
            _ when column.Kind is ColumnKind.Text or ColumnKind.Identifier or ColumnKind.Constant => null,
            CategoryColumn names => new Strata(column.Name, [.. names.Codes.ToArray().Select(c => c < 0 ? names.Levels.Count : c)], [.. names.Levels, "missing"]),
            NumberColumn numbers => ByNumber(numbers),
            _ => null,
        };
        return found?.Gathered(leastRows) is { Names.Count: > 1 } strata ? strata : null;
    }

    /// <summary>Every feature that deals the rows, in file order.</summary>
    public static IReadOnlyList<Strata> OfFeatures(Dataset data, int leastRows = 1) => [.. data.Features.Select(c => By(c, leastRows)).OfType<Strata>()];

    /// <summary>The strata of the named columns.</summary>
    /// <exception cref="AssayException"><c>data.column-missing</c>, <c>suite.column-not-sliced</c>.</exception>
    public static IReadOnlyList<Strata> Named(Dataset data, IReadOnlyList<string> columns, int leastRows = 1) =>
        [.. columns.Select(name => By(data.Named(name), leastRows) ?? throw new AssayException(
            "suite.column-not-sliced", $"Column \"{name}\" of {data.Name} cannot deal rows into slices of at least {leastRows} rows: it is text, names rows, or has one value. Name a category or a number."))];

    /// <summary>Rows by both; strata without rows are left out.</summary>
    public Strata Crossed(Strata other, int leastRows = 1)
    {
        var of = new int[Of.Length];
        for (var row = 0; row < of.Length; row++)
        {
            of[row] = (Of[row] * other.Names.Count) + other.Of[row];
        }

        return new Strata($"{Name} x {other.Name}", of, [.. Names.SelectMany(a => other.Names.Select(b => $"{a}, {b}"))]).Gathered(leastRows, most: int.MaxValue);
    }

    /// <summary>The row indices of every stratum, ascending.</summary>
    public int[][] Rows()
    {
        var lists = Names.Select(_ => new List<int>()).ToArray();
        for (var row = 0; row < Of.Length; row++)
        {
            lists[Of[row]].Add(row);
        }

        return [.. lists.Select(l => l.ToArray())];
    }

    /// <summary>The same strata of these rows; those left without rows stay, empty.</summary>
    public Strata At(int[] rows) => this with { Of = Array.ConvertAll(rows, r => Of[r]) };

    /// <summary>Numbers by value where there are at most so many, otherwise by quartile, the upper limit included; missing cells last.</summary>
    public static Strata ByNumber(NumberColumn column, int mostLevels = MostLevels)
    {
        var values = column.Values.ToArray();
        double[] sorted = [.. values.Where(v => !double.IsNaN(v)).Order()];
        double[] distinct = [.. sorted.Distinct().Take(mostLevels + 1)];
        if (distinct.Length <= mostLevels)
        {
            return new Strata(
                column.Name,
                Array.ConvertAll(values, v => double.IsNaN(v) ? distinct.Length : Array.BinarySearch(distinct, v)),
                [.. distinct.Select(d => Show(column, d)), "missing"]);
        }

        double[] edges = [.. new[] { 0.25, 0.5, 0.75 }.Select(q => Quantiles.Linear(sorted, q)).Distinct()];
        string[] names =
        [
            $"up to {Show(column, edges[0])}",
            .. edges.Skip(1).Select((edge, i) => $"over {Show(column, edges[i])} to {Show(column, edge)}"),
            $"over {Show(column, edges[^1])}",
            "missing",
        ];
        return new Strata(column.Name, Array.ConvertAll(values, v => double.IsNaN(v) ? names.Length - 1 : edges.Count(e => e < v)), names) { IsRange = true };
    }

    private static string Show(NumberColumn column, double value) => column.Kind == ColumnKind.Date
        ? DateTimeOffset.FromUnixTimeSeconds((long)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : value.ToString("G6", CultureInfo.InvariantCulture);

    // Rare strata together; the kept ones stay in order.
    private Strata Gathered(int leastRows, int most = MostLevels)
    {
        var counts = new int[Names.Count];
        foreach (var stratum in Of)
        {
            counts[stratum]++;
        }

        var used = Enumerable.Range(0, counts.Length).Where(k => counts[k] > 0).ToArray();
        var kept = used.Where(k => counts[k] >= leastRows).OrderByDescending(k => counts[k]).ToArray();
        kept = kept.Length == used.Length && used.Length <= most ? kept : kept[..Math.Min(kept.Length, most - 1)];
        var map = new int[counts.Length];
        Array.Fill(map, kept.Length);
        var ordered = kept.Order().ToArray();
        for (var k = 0; k < ordered.Length; k++)
        {
            map[ordered[k]] = k;
        }

        IEnumerable<string> names = ordered.Select(k => Names[k]);
        return new Strata(Name, Array.ConvertAll(Of, k => map[k]), [.. kept.Length < used.Length ? names.Append("other") : names]);
    }
}
