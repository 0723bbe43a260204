using Assay.Data;
using Assay.Evaluation.Perturbations;

namespace Assay.Evaluation.Behaviour;

/// <summary>Which group of people, or things, every row belongs to.</summary>
/// <param name="Column">The column that says so.</param>
/// <param name="Names">Groups with enough rows.</param>
/// <param name="Of">One a row: the group, or -1 for none or for a group with too few rows.</param>
internal sealed record Groups(string Column, IReadOnlyList<string> Names, int[] Of)
{
    private const int MostValues = 6;
    private const int Bands = 4;

    /// <summary>Names as they are; numbers of more than six values in four bands of as many rows each.</summary>
    /// <param name="column">The column.</param>
    /// <param name="fewest">Rows a group needs.</param>
    public static Groups In(Column column, int fewest)
    {
        var names = column is NumberColumn numbers ? Banded(numbers) : [.. Enumerable.Range(0, column.Count).Select(column.Show)];
        string[] kept = [.. names.OfType<string>().CountBy(n => n).Where(n => n.Value >= fewest).OrderByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal).Select(n => n.Key)];
        var index = kept.Index().ToDictionary(k => k.Item, k => k.Index, StringComparer.Ordinal);
        return new(column.Name, kept, [.. names.Select(n => n is null ? -1 : index.GetValueOrDefault(n, -1))]);
    }

    /// <summary>The largest group: the one others are put into when it is asked what they would get there.</summary>
    public string Largest => Names[0];

    private static string?[] Banded(NumberColumn column)
    {
        var facts = NumberFacts.Of(column.Values);
        if (facts.Sorted.Distinct().Count() <= MostValues)
        {
            return [.. Enumerable.Range(0, column.Count).Select(column.Show)];
        }

        double[] edges = [.. Enumerable.Range(1, Bands - 1).Select(i => facts.Sorted[i * facts.Sorted.Length / Bands]).Distinct()];
        return [.. column.Values.ToArray().Select(v => double.IsNaN(v) ? null : Band(v))];

        string Band(double value)
        {
            var band = edges.Count(e => value >= e);
            string Shown(double edge) => OtherValues.Filled(column.Taking([0]), edge).Show(0)!;
            return band == 0 ? $"under {Shown(edges[0])}" : band == edges.Length ? $"{Shown(edges[^1])} and more" : $"{Shown(edges[band - 1])} to under {Shown(edges[band])}";
        }
    }
}
