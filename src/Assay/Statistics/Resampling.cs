using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Deals how often every row is drawn: whole units with replacement, as many as there are.</summary>
internal sealed class Resampling
{
    private readonly int[] unitOfRow;
    private readonly double[] rowWeights;
    private readonly int rows;
    private readonly Lazy<int[]> places;

    public Resampling(int rows, BootstrapOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        CheckLength(options.Units.Length, rows, nameof(options.Units));
        CheckLength(options.RowWeights.Length, rows, nameof(options.RowWeights));
        this.rows = rows;
        rowWeights = options.RowWeights;
        unitOfRow = Dense(options.Units);
        Units = unitOfRow.Length == 0 ? rows : unitOfRow.Max() + 1;
        places = new(() => Shuffled(options.Seed));
    }

    /// <summary>Distinct units.</summary>
    public int Units { get; }

    /// <summary>The unit of a row, from 0 to <see cref="Units"/> - 1.</summary>
    public int UnitOf(int row) => unitOfRow.Length == 0 ? row : unitOfRow[row];

    /// <summary>Weights of one draw, length rows. <paramref name="counts"/> is scratch of length <see cref="Units"/>.</summary>
    public void Draw(SeededRandom random, Span<double> weights, Span<ushort> counts)
    {
        counts.Clear();
        Throw(random, counts, Units);
        Spread(counts, weights);
    }

    /// <summary>The weights of every draw in turn, on the options' threads; each draw has a random stream of its own.</summary>
    /// <param name="options">Draws, seed, threads and the token.</param>
    /// <param name="act">Takes the number of the draw and its weights (length rows), which are its own only until it returns.</param>
    public void Each(BootstrapOptions options, Action<int, double[]> act)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Draws);
        Parallel.For(
            0,
            options.Draws,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads), CancellationToken = options.Cancellation },
            () => (Weights: new double[rows], Counts: new ushort[Units]),
            (draw, _, scratch) =>
            {
                Draw(SeededRandom.For(options.Seed, "bootstrap", draw), scratch.Weights, scratch.Counts);
                act(draw, scratch.Weights);
                return scratch;
            },
            _ => { });
    }

    /// <summary>Like the other, with every draw made of so many groups: its weights, then its weights without each group. One array, filled anew each time.</summary>
    public void Each(BootstrapOptions options, int groups, Action<int, IEnumerable<double[]>> act)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Draws);
        Parallel.For(
            0,
            options.Draws,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads), CancellationToken = options.Cancellation },
            () => (Weights: new double[rows], All: new ushort[Units], Group: new ushort[Units]),
            (draw, _, scratch) =>
            {
                act(draw, Weights(group => SeededRandom.For(options.Seed, "bootstrap group", (draw * groups) + group), groups, scratch));
                return scratch;
            },
            _ => { });
    }

    // A group's units are drawn twice from the same stream, which is cheaper than keeping all groups.
    private IEnumerable<double[]> Weights(Func<int, SeededRandom> streams, int groups, (double[] Weights, ushort[] All, ushort[] Group) scratch)
    {
        int Size(int group) => (int)(((long)(group + 1) * Units / groups) - ((long)group * Units / groups));
        Array.Clear(scratch.All);
        for (var group = 0; group < groups; group++)
        {
            Throw(streams(group), scratch.All, Size(group));
        }

        Spread(scratch.All, scratch.Weights);
        yield return scratch.Weights;
        for (var group = 0; group < groups; group++)
        {
            Array.Clear(scratch.Group);
            Throw(streams(group), scratch.Group, Size(group));
            for (var unit = 0; unit < Units; unit++)
            {
                scratch.Group[unit] = (ushort)(scratch.All[unit] - scratch.Group[unit]);
            }

            Spread(scratch.Group, scratch.Weights);
            yield return scratch.Weights;
        }
    }

    /// <summary>Adds so many units drawn with replacement to the counts (length <see cref="Units"/>).</summary>
    public static void Throw(SeededRandom random, Span<ushort> counts, int draws)
    {
        // Small counts stay in the near cache, and no unit is drawn 65,536 times. Two 32-bit choices from every 64 random bits. Source: Lemire, ACM TOMACS 29(1), 2019.
        var bound = (uint)counts.Length;
        var threshold = (uint)-(int)bound % bound;
        var left = draws;
        while (left > 0)
        {
            var bits = random.NextBits();
            var high = (bits >> 32) * bound;
            if ((uint)high >= threshold)
            {
                counts[(int)(high >> 32)]++;
                left--;
            }

            var low = (bits & uint.MaxValue) * bound;
            if (left > 0 && (uint)low >= threshold)
            {
                counts[(int)(low >> 32)]++;
                left--;
            }
        }
    }

    /// <summary>Row weights (length rows) of these counts of units.</summary>
    public void Spread(ReadOnlySpan<ushort> counts, Span<double> weights)
    {
        if (unitOfRow.Length == 0)
        {
            Copy(counts, weights);
        }
        else
        {
            for (var row = 0; row < weights.Length; row++)
            {
                weights[row] = counts[unitOfRow[row]];
            }
        }

        Multiply(weights);
    }

    /// <summary>Weights with the units of one of so many random groups left out, length rows. Random, for rows are often sorted.</summary>
    public void LeaveOut(int group, int groups, Span<double> weights)
    {
        for (var row = 0; row < rows; row++)
        {
            weights[row] = (long)places.Value[UnitOf(row)] * groups / Units == group ? 0 : 1;
        }

        Multiply(weights);
    }

    /// <summary>The weights every row has anyway.</summary>
    public double[] Plain()
    {
        var weights = new double[rows];
        Array.Fill(weights, 1.0);
        Multiply(weights);
        return weights;
    }

    private static void Copy(ReadOnlySpan<ushort> counts, Span<double> weights)
    {
        for (var row = 0; row < counts.Length; row++)
        {
            weights[row] = counts[row];
        }
    }

    private void Multiply(Span<double> weights)
    {
        for (var row = 0; row < rowWeights.Length; row++)
        {
            weights[row] *= rowWeights[row];
        }
    }

    private int[] Shuffled(ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, Units)];
        SeededRandom.For(seed, "groups of units").Shuffle<int>(order);
        return order;
    }

    private static int[] Dense(int[] units)
    {
        var seen = new Dictionary<int, int>();
        return Array.ConvertAll(units, unit =>
        {
            seen.TryAdd(unit, seen.Count);
            return seen[unit];
        });
    }

    private static void CheckLength(int found, int rows, string name)
    {
        if (found != 0 && found != rows)
        {
            throw new ArgumentException($"{name} has {found} entries but there are {rows} rows.", name);
        }
    }
}
