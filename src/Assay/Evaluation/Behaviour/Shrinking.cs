using System.Globalization;
using Assay.Data;
using Assay.Evaluation.Checks;

namespace Assay.Evaluation.Behaviour;

/// <summary>Makes a change that breaks a model as small as it can be and still break it, as property-based testing shrinks its counter-examples.</summary>
/// <remarks>Source of the idea: Claessen and Hughes, QuickCheck, ICFP 2000; of leaving out parts one by one: Zeller and Hildebrandt, IEEE TSE 28(2), 2002 (delta debugging).</remarks>
internal static class Shrinking
{
    /// <summary>For each row the fewest changed columns that still break it: a single one if any does, otherwise columns are given up one by one.</summary>
    /// <param name="rows">The rows as they are.</param>
    /// <param name="changed">All rows changed.</param>
    /// <param name="picks">The rows to shrink; each breaks when all its changes are made.</param>
    /// <param name="breaks">Whether the row breaks with these numbers.</param>
    /// <returns>For each pick one row with only the needed changes, and its numbers.</returns>
    public static IReadOnlyList<(Dataset Row, double[] After)> FewestColumns(
        TestedRows rows, Dataset changed, int[] picks, Func<int, double[], bool> breaks)
    {
        var (before, after) = (Each(rows.Data, picks), Each(changed, picks));
        var needed = before.Zip(after, Changed).ToArray();
        var numbers = rows.Predict(after).ToArray();
        TryAll((pick, column) => [column], stopWhenOne: true);
        while (TryAll((pick, column) => [.. needed[pick].Where(c => c != column)], stopWhenOne: false))
        {
        }

        return [.. picks.Select((_, i) => (Mixed(before[i], after[i], needed[i]), numbers[i]))];

        // Asks about every column of every row that has more than one at once, and takes the first that still breaks.
        bool TryAll(Func<int, string, string[]> attempt, bool stopWhenOne)
        {
            var tries = (
                from pick in Enumerable.Range(0, picks.Length)
                where needed[pick].Length > 1
                from column in needed[pick]
                select (Pick: pick, Columns: attempt(pick, column))).ToArray();
            var answers = rows.Predict([.. tries.Select(t => Mixed(before[t.Pick], after[t.Pick], t.Columns))]);
            var settled = new HashSet<int>();
            for (var i = 0; i < tries.Length; i++)
            {
                if (!settled.Contains(tries[i].Pick) && breaks(picks[tries[i].Pick], answers[i]))
                {
                    settled.Add(tries[i].Pick);
                    needed[tries[i].Pick] = tries[i].Columns;
                    numbers[tries[i].Pick] = answers[i];
                }
            }

            return settled.Count > 0 && !stopWhenOne;
        }
    }

    /// <summary>The smallest share of a change that still breaks each row, by halving; 1 when no smaller one was found to.</summary>
    /// <param name="count">Rows to shrink.</param>
    /// <param name="breaks">Whether each row breaks with its own share of the change; asked once a halving about all rows.</param>
    public static double[] SmallestShare(int count, Func<double[], bool[]> breaks)
    {
        const int halvings = 10;
        var (sound, broken) = (new double[count], Enumerable.Repeat(1.0, count).ToArray());
        for (var step = 0; step < halvings && count > 0; step++)
        {
            var middle = sound.Zip(broken, (low, high) => (low + high) / 2).ToArray();
            var answers = breaks(middle);
            for (var i = 0; i < count; i++)
            {
                (sound[i], broken[i]) = answers[i] ? (sound[i], middle[i]) : (middle[i], broken[i]);
            }
        }

        return broken;
    }

    /// <summary>What differs between the two tables in this row, in the table's order.</summary>
    public static IReadOnlyList<CellChange> Differences(Dataset before, Dataset after, int row) =>
    [
        .. before.Columns.Zip(after.Columns)
            .Where(c => !ReferenceEquals(c.First, c.Second) && c.First.Show(row) != c.Second.Show(row))
            .Select(c => Change(c.First, c.Second, row)),
    ];

    /// <summary>A cell before and after; numbers of many digits with six of them, unless only the others tell the two apart.</summary>
    public static CellChange Change(Column before, Column after, int row)
    {
        var (from, to) = (Short(before, row), Short(after, row));
        return from == to ? new(before.Name, before.Show(row), after.Show(row)) : new(before.Name, from, to);
    }

    private static string? Short(Column column, int row) =>
        column.Show(row) is { Length: > 8 } text && column is NumberColumn { Kind: ColumnKind.Number } numbers && numbers.Values[row] % 1 != 0
            ? numbers.Values[row].ToString("G6", CultureInfo.InvariantCulture)
            : column.Show(row);

    /// <summary>How many rows differ in any cell.</summary>
    public static int ChangedRows(Dataset before, Dataset after)
    {
        var pairs = before.Columns.Zip(after.Columns).Where(c => !ReferenceEquals(c.First, c.Second)).ToArray();
        return Enumerable.Range(0, before.RowCount).Count(row => pairs.Any(p => Differ(p.First, p.Second, row)));
    }

    private static bool Differ(Column before, Column after, int row) => (before, after) switch
    {
        (NumberColumn one, NumberColumn other) => !one.Values[row].Equals(other.Values[row]),
        (TextColumn one, TextColumn other) => one.Values[row] != other.Values[row],
        _ => before.Show(row) != after.Show(row),
    };

    private static Dataset[] Each(Dataset data, int[] picks) => Array.ConvertAll(picks, p => data.Taking([p]));

    private static string[] Changed(Dataset before, Dataset after) => [.. Differences(before, after, 0).Select(c => c.Column)];

    private static Dataset Mixed(Dataset before, Dataset after, string[] columns) =>
        before with { Columns = [.. before.Columns.Zip(after.Columns, (own, other) => columns.Contains(own.Name) ? other : own)] };
}
