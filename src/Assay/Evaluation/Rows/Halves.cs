using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Numerics;

namespace Assay.Evaluation.Rows;

/// <summary>Two parts of the rows: what is chosen on the first is judged on the second.</summary>
/// <param name="First">Row indices, ascending.</param>
/// <param name="Second">Row indices, ascending.</param>
/// <param name="How">How they were dealt, for people.</param>
internal sealed record Halves(int[] First, int[] Second, string How)
{
    private const string AtRandom = "halves dealt at random";

    /// <summary>The halves of a check's rows.</summary>
    /// <param name="context">The rows.</param>
    /// <param name="stream">The purpose, which names the random stream.</param>
    public static Halves Of(CheckContext context, string stream) => Of(context.Predictions.Data, context.Units, SeededRandom.Derive(context.Seed, stream));

    /// <summary>The earlier and the later half when the rows have a time, otherwise dealt at random; units stay whole.</summary>
    public static Halves Of(Dataset data, int[] units, ulong seed)
    {
        var rows = data.RowCount;
        var time = data.With(ColumnRole.Time) as NumberColumn;
        if (units.Length == 0 && time is null)
        {
            return OfRows(rows, seed);
        }

        var byUnit = Enumerable.Range(0, rows).GroupBy(r => units.Length == 0 ? r : units[r]).Select(g => g.ToArray()).ToArray();
        if (time is not null)
        {
            double Start(int[] unit) => unit.Min(r => double.IsNaN(time.Values[r]) ? double.PositiveInfinity : time.Values[r]);
            byUnit = [.. byUnit.OrderBy(Start)];
        }
        else
        {
            new SeededRandom(seed).Shuffle<int[]>(byUnit);
        }

        var first = new List<int>();
        var taken = 0;
        for (; taken < byUnit.Length && 2 * first.Count < rows; taken++)
        {
            first.AddRange(byUnit[taken]);
        }

        return new([.. first.Order()], [.. byUnit[taken..].SelectMany(u => u).Order()], time is null ? AtRandom : $"the earlier half by {time.Name}, then the later");
    }

    // As units of one row each would be dealt, without a list for every row.
    private static Halves OfRows(int rows, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        new SeededRandom(seed).Shuffle<int>(order);
        var (first, second) = (order[..((rows + 1) / 2)], order[((rows + 1) / 2)..]);
        Array.Sort(first);
        Array.Sort(second);
        return new(first, second, AtRandom);
    }
}
