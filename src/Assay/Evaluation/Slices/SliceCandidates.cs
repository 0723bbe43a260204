using System.Numerics;

namespace Assay.Evaluation.Slices;

/// <summary>A fixed list of slices whose rows can be added up, again and again, for any values of the rows.</summary>
internal abstract class SliceCandidates
{
    /// <summary>Slices.</summary>
    public abstract int Count { get; }

    /// <summary>The number of rows of a table the slices are of.</summary>
    public abstract int Rows { get; }

    /// <summary>Rows of one slice.</summary>
    public abstract int SizeOf(int slice);

    /// <summary>What one slice says.</summary>
    public abstract IReadOnlyList<SlicePredicate> Describe(int slice);

    /// <summary>The rows of one slice, ascending.</summary>
    public abstract int[] RowsOf(int slice);

    /// <summary>Adds the values up over the rows of every slice, in a fixed order; safe to call from several threads.</summary>
    /// <param name="perRow">One value a row.</param>
    /// <param name="visit">Told every slice once, from the calling thread.</param>
    public abstract void AddUp<T>(T[] perRow, Action<int, T> visit)
        where T : struct, IAdditionOperators<T, T, T>;

    /// <summary>The sums as a list.</summary>
    public T[] Sums<T>(T[] perRow)
        where T : struct, IAdditionOperators<T, T, T>
    {
        var sums = new T[Count];
        AddUp(perRow, (slice, sum) => sums[slice] = sum);
        return sums;
    }
}
