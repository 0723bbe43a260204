using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Evaluation.Slices;

/// <summary>Rows and their losses added up in one instruction: what the search keeps of a slice.</summary>
internal readonly struct SliceCell(Vector128<double> both) : IAdditionOperators<SliceCell, SliceCell, SliceCell>
{
    private readonly Vector128<double> both = both;

    public SliceCell(double rows, double loss)
        : this(Vector128.Create(rows, loss))
    {
    }

    public double Rows => both.GetElement(0);

    public double Loss => both.GetElement(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SliceCell operator +(SliceCell left, SliceCell right) => new(left.both + right.both);
}
