using System.Numerics;

namespace Assay.Evaluation.Slices;

/// <summary>Walks the lattice of conjunctions depth first: one pass over the rows of a slice adds up all slices one condition longer.</summary>
/// <remarks>
/// A slice is reached once, by its conditions in order of features, and its rows stay ascending, so the same rows add up to the same
/// bits wherever they are met. One instance a thread. The idea that plain enumeration beats linear algebra on one-hot columns is
/// measured in docs/benchmarks/slices.md.
/// </remarks>
internal abstract class SliceDescent<T>
    where T : struct, IAdditionOperators<T, T, T>
{
    private readonly T[] values;
    private readonly int depth;
    private readonly T[][] cells;
    private readonly int[][] places;
    private readonly int[][] parted;

    protected SliceDescent(PackedRows packed, T[] values, int depth)
    {
        (Packed, this.values, this.depth) = (packed, values, Math.Min(depth, packed.Features));
        Path = new int[this.depth];
        cells = Levels(() => new T[packed.Conditions]);
        places = Levels(() => new int[packed.Conditions]);
        parted = Levels(() => new int[packed.Rows]);
        foreach (var level in places)
        {
            level.AsSpan().Fill(-1);
        }
    }

    protected PackedRows Packed { get; }

    /// <summary>The conditions on the way down; at a visit on level L those before L are set.</summary>
    protected int[] Path { get; }

    /// <summary>Sees every slice of one condition more than the slice above it, and says whether its own are wanted.</summary>
    /// <param name="level">Conditions above: the slice has one more.</param>
    /// <param name="condition">The condition added.</param>
    /// <param name="cell">What its rows add up to.</param>
    protected abstract bool Visit(int level, int condition, T cell);

    /// <summary>The rows of a visited slice.</summary>
    protected abstract int RowsOf(T cell);

    /// <summary>Visits one condition by itself and every slice whose first condition it is.</summary>
    public void Descend(int condition)
    {
        var rows = Packed.RowsOf(condition);
        var cell = default(T);
        foreach (var row in rows)
        {
            cell += values[row];
        }

        var wanted = Visit(0, condition, cell);
        if (wanted && depth > 1)
        {
            Path[0] = condition;
            Expand(rows, Packed.FeatureOf(condition) + 1, 1);
        }
    }

    private void Expand(ReadOnlySpan<int> rows, int firstFeature, int level)
    {
        if (firstFeature == Packed.Features)
        {
            return;
        }

        SliceKernel.Fill(Packed, rows, values, firstFeature, cells[level]);
        Place(firstFeature, level);
        for (var feature = firstFeature; feature < Packed.Features && level + 1 < depth; feature++)
        {
            Follow(rows, feature, level);
        }
    }

    // Visits all slices one longer and gives those to be followed their place in the parted rows.
    private void Place(int firstFeature, int level)
    {
        var starts = Packed.Starts;
        for (var feature = firstFeature; feature < Packed.Features; feature++)
        {
            var next = 0;
            for (var condition = starts[feature]; condition < starts[feature + 1]; condition++)
            {
                var cell = cells[level][condition];
                places[level][condition] = -1;
                if (Visit(level, condition, cell))
                {
                    places[level][condition] = next;
                    next += RowsOf(cell);
                }
            }
        }
    }

    private void Follow(ReadOnlySpan<int> rows, int feature, int level)
    {
        var ends = places[level].AsSpan(Packed.Starts[feature], Packed.Starts[feature + 1] - Packed.Starts[feature]);
        if (feature + 1 == Packed.Features || ends.IndexOfAnyExcept(-1) < 0)
        {
            return;
        }

        SliceKernel.Part(Packed, rows, feature, places[level], parted[level]);
        var start = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            if (ends[i] >= 0)
            {
                Path[level] = Packed.Starts[feature] + i;
                Expand(parted[level].AsSpan(start, ends[i] - start), feature + 1, level + 1);
                start = ends[i];
            }
        }
    }

    private TLevel[] Levels<TLevel>(Func<TLevel> make) => [.. Enumerable.Range(0, Math.Max(1, depth)).Select(_ => make())];
}
