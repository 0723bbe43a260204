using Assay.Numerics;

namespace Assay.Statistics;

/// <summary>Deals how often every row is drawn: whole units with replacement, as many as there are.</summary>
internal sealed class Resampling
{
    private readonly int[] unitOfRow;
    private readonly double[] rowWeights;
    private readonly int rows;

    public Resampling(int rows, BootstrapOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        CheckLength(options.Units.Length, rows, nameof(options.Units));
        CheckLength(options.RowWeights.Length, rows, nameof(options.RowWeights));
        this.rows = rows;
        rowWeights = options.RowWeights;
        unitOfRow = Dense(options.Units);
        Units = unitOfRow.Length == 0 ? rows : unitOfRow.Max() + 1;
    }

    /// <summary>Distinct units.</summary>
    public int Units { get; }

    /// <summary>Weights of one draw, length rows. <paramref name="counts"/> is scratch of length <see cref="Units"/>.</summary>
    public void Draw(SeededRandom random, Span<double> weights, Span<ushort> counts)
    {
        counts.Clear();
        Throw(random, counts);
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

    /// <summary>Weights with the units of one of so many groups left out, length rows.</summary>
    public void LeaveOut(int group, int groups, Span<double> weights)
    {
        for (var row = 0; row < rows; row++)
        {
            var unit = unitOfRow.Length == 0 ? row : unitOfRow[row];
            weights[row] = (long)unit * groups / Units == group ? 0 : 1;
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

    // Small counts stay in the near cache, and no unit is drawn 65,536 times. Two 32-bit choices from every 64 random bits. Source: Lemire, ACM TOMACS 29(1), 2019.
    private static void Throw(SeededRandom random, Span<ushort> counts)
    {
        var bound = (uint)counts.Length;
        var threshold = (uint)-(int)bound % bound;
        var left = counts.Length;
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
