using System.Globalization;
using Assay.Data;

namespace Assay.Development.Leaks;

/// <summary>Searches number columns for combinations that equal the target on every row.</summary>
internal sealed class IdentitySearch
{
    private readonly double[][] columns;
    private readonly double[] target;
    private readonly double tolerance;
    private readonly int[] probes;

    /// <summary>Takes the number features and the target of these rows.</summary>
    public IdentitySearch(Dataset data, int[] rows, double exact)
    {
        var numbers = data.Features.OfType<NumberColumn>().Where(c => c.Kind != ColumnKind.Date).ToArray();
        Names = [.. numbers.Select(c => c.Name)];
        columns = [.. numbers.Select(c => Array.ConvertAll(rows, r => c.Values[r]))];
        target = Array.ConvertAll(rows, r => data.Target.Span[r]);
        tolerance = exact * Spread(target);
        probes = [.. Enumerable.Range(0, 24).Select(i => (int)((((2L * i) + 1) * rows.Length) / 48))];
    }

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Combinations of that many columns; each column is used once.</summary>
    public IEnumerable<(int[] Members, string Formula, int Rows)> Find(IReadOnlyList<int> among, int size, CancellationToken cancellation)
    {
        var used = new HashSet<int>();
        foreach (var members in Combinations(among, size))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!members.Any(used.Contains) && (Linear(members) ?? (size == 2 ? Multiplied(members) : null)) is { } found)
            {
                used.UnionWith(members);
                yield return (members, found.Formula, found.Rows);
            }
        }
    }

    private static IEnumerable<int[]> Combinations(IReadOnlyList<int> among, int size)
    {
        for (var a = 0; a < among.Count; a++)
        {
            if (size == 1)
            {
                yield return [among[a]];
            }

            for (var b = a + 1; b < among.Count && size > 1; b++)
            {
                if (size == 2)
                {
                    yield return [among[a], among[b]];
                }

                for (var c = b + 1; c < among.Count && size > 2; c++)
                {
                    yield return [among[a], among[b], among[c]];
                }
            }
        }
    }

    // Least squares on two dozen probe rows, then every row.
    private (string Formula, int Rows)? Linear(int[] members)
    {
        var width = members.Length + 1;
        var rows = probes.Where(p => members.All(m => !double.IsNaN(columns[m][p]))).ToArray();
        if (rows.Length < (2 * width) + 4)
        {
            return null;
        }

        var scales = members.Select(m => Math.Max(1e-300, rows.Max(p => Math.Abs(columns[m][p])))).Append(1).ToArray();
        double Term(int row, int j) => j < members.Length ? columns[members[j]][row] / scales[j] : 1;
        var system = new double[width, width + 1];
        foreach (var row in rows)
        {
            for (var i = 0; i < width; i++)
            {
                for (var j = 0; j < width; j++)
                {
                    system[i, j] += Term(row, i) * Term(row, j);
                }

                system[i, width] += Term(row, i) * target[row];
            }
        }

        if (Solve(system, width) is not { } raw)
        {
            return null;
        }

        var weights = raw.Select((w, j) => Rounded(w / scales[j])).ToArray();
        if (members.Select((m, j) => Math.Abs(weights[j]) * Spread(columns[m])).Any(reach => !(reach > 100 * tolerance)))
        {
            return null;
        }

        return Holds(members, row => weights[^1] + members.Select((m, j) => weights[j] * columns[m][row]).Sum(), rows) is { } count
            ? (Formula(members, weights), count)
            : null;
    }

    // k * a * b, k * a / b or k * b / a.
    private (string Formula, int Rows)? Multiplied(int[] members)
    {
        var (a, b) = (columns[members[0]], columns[members[1]]);
        var (first, second) = (Names[members[0]], Names[members[1]]);
        return Scaled(members, row => a[row] * b[row], $"{first} * {second}")
            ?? Scaled(members, row => a[row] / b[row], $"{first} / {second}")
            ?? Scaled(members, row => b[row] / a[row], $"{second} / {first}");
    }

    private (string Formula, int Rows)? Scaled(int[] members, Func<int, double> value, string formula)
    {
        var rows = probes.Where(p => double.IsFinite(value(p)) && value(p) != 0).ToArray();
        if (rows.Length < 8)
        {
            return null;
        }

        var scale = Rounded(target[rows[0]] / value(rows[0]));
        return double.IsFinite(scale) && scale != 0 && Holds(members, row => scale * value(row), rows) is { } count
            ? (scale == 1 ? formula : $"{Number(scale)} * {formula}", count)
            : null;
    }

    // The number of rows where the formula can be computed, if it holds on all of them and they are most.
    private int? Holds(int[] members, Func<int, double> formula, int[] first)
    {
        if (first.Any(row => !(Math.Abs(formula(row) - target[row]) <= tolerance)))
        {
            return null;
        }

        var count = 0;
        for (var row = 0; row < target.Length; row++)
        {
            var value = formula(row);
            if (!double.IsFinite(value))
            {
                continue;
            }

            if (Math.Abs(value - target[row]) > tolerance + (1e-9 * Math.Abs(target[row])))
            {
                return null;
            }

            count++;
        }

        return count >= 0.5 * target.Length && members.All(m => Varies(columns[m])) ? count : null;
    }

    private string Formula(int[] members, double[] weights)
    {
        var text = "";
        for (var j = 0; j < members.Length; j++)
        {
            var size = Math.Abs(weights[j]);
            var sign = weights[j] < 0 ? (j == 0 ? "-" : " - ") : j == 0 ? "" : " + ";
            text += $"{sign}{(size == 1 ? "" : Number(size) + " * ")}{Names[members[j]]}";
        }

        return Math.Abs(weights[^1]) <= tolerance ? text : $"{text} {(weights[^1] < 0 ? "-" : "+")} {Number(Math.Abs(weights[^1]))}";
    }

    // Gauss elimination with pivots; null when the columns are dependent.
    private static double[]? Solve(double[,] system, int width)
    {
        for (var k = 0; k < width; k++)
        {
            var pivot = Enumerable.Range(k, width - k).MaxBy(i => Math.Abs(system[i, k]));
            if (!(Math.Abs(system[pivot, k]) > 1e-9))
            {
                return null;
            }

            for (var j = 0; j <= width; j++)
            {
                (system[k, j], system[pivot, j]) = (system[pivot, j], system[k, j]);
            }

            for (var i = 0; i < width; i++)
            {
                var factor = i == k ? 0 : system[i, k] / system[k, k];
                for (var j = k; j <= width && factor != 0; j++)
                {
                    system[i, j] -= factor * system[k, j];
                }
            }
        }

        return [.. Enumerable.Range(0, width).Select(i => system[i, width] / system[i, i])];
    }

    private static double Rounded(double value)
    {
        var near = Math.Round(value, 6);
        return Math.Abs(near - value) <= 1e-7 * Math.Max(1, Math.Abs(value)) ? near : value;
    }

    private static double Spread(double[] values)
    {
        var known = values.Where(v => !double.IsNaN(v)).ToArray();
        return known.Length == 0 ? 0 : known.Max() - known.Min();
    }

    private static bool Varies(double[] values) => Spread(values) > 0;

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
