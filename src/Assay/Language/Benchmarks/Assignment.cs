namespace Assay.Language.Benchmarks;

/// <summary>The assignment problem: rows to columns, one to one, with the largest sum of scores.</summary>
/// <remarks>The Hungarian method with potentials, O(n^2 m). Source: Kuhn, Naval Research Logistics 2, 1955; Munkres, SIAM 5(1), 1957.</remarks>
internal static class Assignment
{
    /// <summary>The largest sum over assignments of every row (or every column, where there are fewer); 0 without rows or columns.</summary>
    public static double LargestSum(double[,] scores)
    {
        var turned = scores.GetLength(0) > scores.GetLength(1);
        var (rows, columns) = turned ? (scores.GetLength(1), scores.GetLength(0)) : (scores.GetLength(0), scores.GetLength(1));
        double Cost(int row, int column) => -(turned ? scores[column, row] : scores[row, column]);
        var rowPotential = new double[rows + 1];
        var columnPotential = new double[columns + 1];
        var assigned = new int[columns + 1];
        for (var row = 1; row <= rows; row++)
        {
            Augment(row, columns, (r, c) => Cost(r - 1, c - 1) - rowPotential[r] - columnPotential[c], assigned, (used, delta) =>
            {
                for (var c = 0; c <= columns; c++)
                {
                    if (used[c])
                    {
                        rowPotential[assigned[c]] += delta;
                        columnPotential[c] -= delta;
                    }
                }
            });
        }

        var sum = 0.0;
        for (var column = 1; column <= columns; column++)
        {
            sum -= assigned[column] > 0 ? Cost(assigned[column] - 1, column - 1) : 0;
        }

        return sum;
    }

    // Grows the assignment by one row along a shortest path. Position 0 stands for the new row.
    private static void Augment(int row, int columns, Func<int, int, double> reduced, int[] assigned, Action<bool[], double> shift)
    {
        var smallest = new double[columns + 1];
        Array.Fill(smallest, double.PositiveInfinity);
        var way = new int[columns + 1];
        var used = new bool[columns + 1];
        assigned[0] = row;
        var at = 0;
        do
        {
            used[at] = true;
            var (next, delta) = (0, double.PositiveInfinity);
            for (var column = 1; column <= columns; column++)
            {
                if (used[column])
                {
                    continue;
                }

                var cost = reduced(assigned[at], column);
                if (cost < smallest[column])
                {
                    (smallest[column], way[column]) = (cost, at);
                }

                if (smallest[column] < delta)
                {
                    (next, delta) = (column, smallest[column]);
                }
            }

            shift(used, delta);
            for (var column = 1; column <= columns; column++)
            {
                smallest[column] -= used[column] ? 0 : delta;
            }

            at = next;
        }
        while (assigned[at] != 0);
        for (; at != 0; at = way[at])
        {
            assigned[at] = assigned[way[at]];
        }
    }
}
