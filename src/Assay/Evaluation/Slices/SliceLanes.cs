using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Assay.Evaluation.Slices;

/// <summary>The whole-number losses of one row in sixteen permutations, added up in one instruction.</summary>
internal readonly struct SliceLanes(Vector512<int> lanes) : IAdditionOperators<SliceLanes, SliceLanes, SliceLanes>
{
    public const int Count = 16;

    public Vector512<int> All { get; } = lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SliceLanes operator +(SliceLanes left, SliceLanes right) => new(left.All + right.All);
}
