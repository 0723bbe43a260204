using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Data;

/// <summary>Collects floating-point numbers.</summary>
internal sealed unsafe class RealCollector<T>(string name, string sourceType) : CellCollector(name, sourceType)
    where T : unmanaged, IFloatingPoint<T>
{
    private readonly CellBlocks<double> cells = new();

    public override string Class => "number";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(void* data, ulong* validity, Span<ulong> hashes)
    {
        var source = new ReadOnlySpan<T>(data, hashes.Length);
        var room = cells.Extend(hashes.Length);
        for (var i = 0; i < source.Length; i++)
        {
            var value = double.CreateTruncating(source[i]);
            room[i] = value;
            hashes[i] = CellHash.NumberBits(value);
        }

        CellHash.MixAll(hashes);
        for (var i = 0; validity is not null && i < room.Length; i++)
        {
            if (!Has(validity, i))
            {
                room[i] = double.NaN;
                hashes[i] = CellHash.Missing;
            }
        }
    }

    public override RawColumn Finish() => new RawNumbers(Name, SourceType, cells.ToArrayAndClear());
}
