using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Evaluation.Slices;

/// <summary>The two inner loops of every search: add rows up by their conditions, and part a slice's rows by one feature.</summary>
internal static class SliceKernel
{
    /// <summary>Adds the values of these rows into one cell a condition, for all features from the first one on.</summary>
    /// <param name="packed">The rows' conditions.</param>
    /// <param name="rows">Rows, ascending, so that equal slices add up to equal bits.</param>
    /// <param name="values">One value a row of the table.</param>
    /// <param name="firstFeature">Features before it are left out.</param>
    /// <param name="cells">One a condition; cleared here.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<T>(PackedRows packed, ReadOnlySpan<int> rows, T[] values, int firstFeature, T[] cells)
        where T : struct, IAdditionOperators<T, T, T>
    {
        var features = packed.Features;
        var taken = features - firstFeature;
        cells.AsSpan(packed.Starts[firstFeature]).Clear();
        ref var code = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(packed.Codes), firstFeature);
        ref var cell = ref MemoryMarshal.GetArrayDataReference(cells);
        ref var value = ref MemoryMarshal.GetArrayDataReference(values);
        foreach (var row in rows)
        {
            ref var record = ref Unsafe.Add(ref code, (nint)row * features);
            var added = Unsafe.Add(ref value, row);
            for (var f = 0; f < taken; f++)
            {
                ref var target = ref Unsafe.Add(ref cell, (nint)Unsafe.Add(ref record, f));
                target += added;
            }
        }
    }

    /// <summary>Puts each row where its condition's place says and moves the place on; rows whose place is negative are left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Part(PackedRows packed, ReadOnlySpan<int> rows, int feature, int[] places, int[] parted)
    {
        var features = packed.Features;
        ref var code = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(packed.Codes), feature);
        ref var place = ref MemoryMarshal.GetArrayDataReference(places);
        ref var target = ref MemoryMarshal.GetArrayDataReference(parted);
        foreach (var row in rows)
        {
            ref var at = ref Unsafe.Add(ref place, (nint)Unsafe.Add(ref code, (nint)row * features));
            if (at >= 0)
            {
                Unsafe.Add(ref target, at++) = row;
            }
        }
    }
}
