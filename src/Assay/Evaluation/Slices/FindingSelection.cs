using System.Numerics;
using Assay.Numerics;

namespace Assay.Evaluation.Slices;

/// <summary>A slice chosen as a finding, and the other significant slices of mostly the same rows, strongest first.</summary>
internal sealed record SelectedFinding(int Best, IReadOnlyList<int> Others);

/// <summary>Picks from many significant slices the few that say different things.</summary>
/// <remarks>
/// Forward selection: the slice with the most evidence comes first; then the losses are explained by the slices taken so far (least
/// squares on their indicators) and the slice with the most evidence in what remains comes next, as long as that would be significant
/// by itself. A slice that shares enough rows with one taken (Jaccard) is the same finding said another way. Only slices that are
/// significant on the losses themselves are ever taken, so the control of false findings stays as it was.
/// </remarks>
internal sealed class FindingSelection
{
    private readonly SliceCandidates candidates;
    private readonly SliceTable table;
    private readonly PermutationTest test;
    private readonly float[] z;
    private readonly float[] spread;
    private readonly int[] owner;
    private readonly List<int[]> taken = [];
    private readonly List<double[]> products = [];

    /// <summary>Selects among these slices.</summary>
    /// <param name="candidates">The slices.</param>
    /// <param name="table">The losses.</param>
    /// <param name="test">Their evidence.</param>
    public FindingSelection(SliceCandidates candidates, SliceTable table, PermutationTest test) =>
        (this.candidates, this.table, this.test, z, spread, owner) = (candidates, table, test, test.Z, test.Spread, [.. Enumerable.Repeat(-1, test.Z.Length)]);

    /// <summary>The findings, in the order taken.</summary>
    /// <param name="critical">A slice is significant when its z exceeds it.</param>
    /// <param name="options">Number of findings and what counts as the same rows.</param>
    public IReadOnlyList<SelectedFinding> Select(float critical, SliceOptions options)
    {
        var left = z.ToArray();
        var best = new List<int>();
        while (best.Count < options.Top && Strongest(left, critical) is >= 0 and var next)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            owner[next] = best.Count;
            best.Add(next);
            var rows = candidates.RowsOf(next);
            taken.Add(rows);
            var (values, deviation) = Remainder(rows);
            candidates.AddUp(values, (slice, sum) =>
            {
                if (z[slice] > critical)
                {
                    left[slice] = Conditional(sum.Loss, slice, deviation, options.Side);
                    var together = candidates.SizeOf(slice) + rows.Length - sum.Rows;
                    owner[slice] = owner[slice] < 0 && sum.Rows >= options.SameFinding * together ? best.Count - 1 : owner[slice];
                }
            });
        }

        var others = Enumerable.Range(0, z.Length).Where(s => owner[s] >= 0 && !best.Contains(s)).ToLookup(s => owner[s]);
        return [.. best.Select((slice, i) => new SelectedFinding(slice, [.. others[i].OrderByDescending(s => z[s]).ThenBy(s => s)]))];
    }

    /// <summary>
    /// After <see cref="Select"/>: significant slices that the findings explain but that are mostly other rows than each of them and than each
    /// other, those first that surely lose most.
    /// </summary>
    /// <param name="critical">As for <see cref="Select"/>.</param>
    /// <param name="options">How many, and what counts as the same rows.</param>
    public IReadOnlyList<int> Narrower(float critical, SliceOptions options)
    {
        var chosen = new List<int>();
        var sure = (float)Tails.NormalOfLevel(1 - options.Level);
        // Bit i of a row: whether it lies in the chosen slice i.
        var inside = new ulong[table.Rows];
        foreach (var next in Enumerable.Range(0, z.Length).Where(s => z[s] > critical && owner[s] < 0).OrderByDescending(s => test.SureExcess(s, sure)).ThenBy(s => s))
        {
            if (chosen.Count == options.Narrower)
            {
                break;
            }

            options.Cancellation.ThrowIfCancellationRequested();
            var rows = candidates.RowsOf(next);
            if (chosen.Zip(Shared(rows, inside, chosen.Count)).All(c => c.Second < options.SameFinding * (candidates.SizeOf(c.First) + rows.Length - c.Second)))
            {
                foreach (var row in rows)
                {
                    inside[row] |= 1UL << chosen.Count;
                }

                chosen.Add(next);
            }
        }

        return chosen;
    }

    private static int[] Shared(int[] rows, ulong[] inside, int slices)
    {
        var shared = new int[slices];
        foreach (var row in rows)
        {
            for (var bits = inside[row]; bits != 0; bits &= bits - 1)
            {
                shared[BitOperations.TrailingZeroCount(bits)]++;
            }
        }

        return shared;
    }

    // Of equal evidence the slice with fewer conditions, then the first.
    private int Strongest(float[] left, float critical)
    {
        var best = -1;
        for (var slice = 0; slice < left.Length; slice++)
        {
            if (owner[slice] < 0 && z[slice] > critical && left[slice] > critical
                && (best < 0 || left[slice] > left[best] || (left[slice] == left[best] && candidates.Describe(slice).Count < candidates.Describe(best).Count)))
            {
                best = slice;
            }
        }

        return best;
    }

    private float Conditional(double sum, int slice, double deviation, SliceSide side)
    {
        var conditional = deviation > 0 && spread[slice] > 0 ? (float)(sum / (deviation * spread[slice])) : 0;
        return side == SliceSide.Worse ? conditional : Math.Abs(conditional);
    }

    // For each row: whether the newest slice holds it, and the weighted loss that the slices taken do not explain.
    private (SliceCell[] Values, double Deviation) Remainder(int[] newest)
    {
        var effects = Fit();
        var residual = new double[table.Rows];
        for (var row = 0; row < residual.Length; row++)
        {
            residual[row] = table.Losses[row] - effects[0];
        }

        for (var i = 0; i < taken.Count; i++)
        {
            foreach (var row in taken[i])
            {
                residual[row] -= effects[i + 1];
            }
        }

        var deviation = Math.Sqrt(Sums.Squares(residual, Sums.Mean(residual)) / (residual.Length - 1));
        var values = new SliceCell[residual.Length];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = new SliceCell(0, Weight(row) * residual[row]);
        }

        foreach (var row in newest)
        {
            values[row] += new SliceCell(1, 0);
        }

        return (values, deviation);
    }

    // Weighted least squares of the losses on 1 and the indicators; a slice that the others determine gets no effect of its own.
    private double[] Fit()
    {
        if (products.Count == 0)
        {
            products.Add(Products(null));
        }

        products.Add(Products(taken[^1]));
        var size = products.Count;
        var system = new double[size, size + 1];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                system[i, j] = system[j, i] = products[i][j];
            }

            system[i, size] = products[i][^1];
        }

        return Solve(system, size);
    }

    // Sums over the slice's rows of the weights that also lie in each slice before it (and in itself), and last of weight times loss.
    private double[] Products(int[]? rows)
    {
        var members = new double[table.Rows];
        foreach (var row in rows ?? [.. Enumerable.Range(0, table.Rows)])
        {
            members[row] = Weight(row);
        }

        double Over(int[] other) => other.Sum(row => members[row]);
        double[] shared = rows is null ? [Sums.Of(members)] : [Sums.Of(members), .. taken.Select(Over)];
        return [.. shared, Sums.Dot(members, table.Losses)];
    }

    private static double[] Solve(double[,] system, int size)
    {
        var diagonal = Enumerable.Range(0, size).Select(i => system[i, i]).ToArray();
        for (var i = 0; i < size; i++)
        {
            // Positive semidefinite: no pivoting; a pivot that is gone belongs to a slice the others determine.
            var gone = system[i, i] <= 1e-9 * diagonal[i];
            for (var row = 0; row < size && !gone; row++)
            {
                var factor = row == i ? 0 : system[row, i] / system[i, i];
                for (var column = i; column <= size && factor != 0; column++)
                {
                    system[row, column] -= factor * system[i, column];
                }
            }

            for (var other = 0; other < size && gone; other++)
            {
                system[other, i] = system[i, other] = 0;
            }

            if (gone)
            {
                (system[i, i], system[i, size]) = (1, 0);
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i])];
    }

    private double Weight(int row) => table.Weights.Length == 0 ? 1 : table.Weights[row];
}
