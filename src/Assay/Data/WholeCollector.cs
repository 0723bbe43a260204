using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Data;

/// <summary>Collects integers of up to 64 bits, unsigned ones up to 32.</summary>
internal sealed unsafe class WholeCollector<T>(string name, string sourceType) : CellCollector(name, sourceType)
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly CellBlocks<T> cells = new();
    private readonly List<int> missing = [];
    private bool large;

    public override string Class => "number";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(void* data, ulong* validity, Span<ulong> hashes)
    {
        var source = new ReadOnlySpan<T>(data, hashes.Length);
        var start = cells.Count;
        source.CopyTo(cells.Extend(hashes.Length));
        var numbers = MemoryMarshal.Cast<ulong, long>(hashes);
        for (var i = 0; i < source.Length; i++)
        {
            numbers[i] = long.CreateTruncating(source[i]);
        }

        var inexact = !CellHash.AreExact(numbers);
        CellHash.WholeBits(numbers, inexact);
        CellHash.MixAll(hashes);
        if (validity is null)
        {
            large |= inexact;
            return;
        }

        for (var i = 0; i < source.Length; i++)
        {
            if (Has(validity, i))
            {
                large |= inexact && !CellHash.IsExact(long.CreateTruncating(source[i]));
            }
            else
            {
                missing.Add(start + i);
                hashes[i] = CellHash.Missing;
            }
        }
    }

    public override RawColumn Finish() => large ? AsTexts() : AsNumbers();

    private RawNumbers AsNumbers()
    {
        var values = new double[cells.Count];
        var next = 0;
        cells.Drain(block =>
        {
            foreach (var cell in block.Span)
            {
                values[next++] = double.CreateTruncating(cell);
            }
        });
        foreach (var row in missing)
        {
            values[row] = double.NaN;
        }

        return new RawNumbers(Name, SourceType, values);
    }

    // Beyond 2^53 a double no longer tells neighbours apart: such a number is a name, kept digit by digit.
    private RawTexts AsTexts()
    {
        var dictionary = new Dictionary<T, int>();
        var codes = new int[cells.Count];
        var next = 0;
        var absent = new HashSet<int>(missing);
        cells.Drain(block =>
        {
            foreach (var cell in block.Span)
            {
                ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(dictionary, cell, out var known);
                code = known ? code : dictionary.Count - 1;
                codes[next] = absent.Contains(next) ? -1 : code;
                next++;
            }
        });
        return new RawTexts(Name, SourceType, codes, [.. dictionary.OrderBy(p => p.Value).Select(p => p.Key.ToString()!)]) { WasNumber = true };
    }
}
