using System.Runtime.CompilerServices;

namespace Assay.Data;

/// <summary>Collects texts as codes into the distinct ones.</summary>
internal sealed unsafe class TextCollector(string name, string sourceType) : CellCollector(name, sourceType)
{
    private const int InlineLength = 12;
    private const int CellBytes = 16;
    private readonly CellBlocks<int> codes = new();
    private readonly TextDictionary dictionary = new();

    public override string Class => "text";

    // DuckDB's string: 4 bytes of length, then up to 12 bytes in place, or 4 bytes of prefix and a pointer.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Append(void* data, ulong* validity, Span<ulong> hashes)
    {
        var room = codes.Extend(hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (validity is null || Has(validity, i))
            {
                var cell = (byte*)data + ((long)i * CellBytes);
                var length = *(int*)cell;
                room[i] = dictionary.CodeOf(new ReadOnlySpan<byte>(length <= InlineLength ? cell + 4 : *(byte**)(cell + 8), length), out hashes[i]);
            }
            else
            {
                room[i] = -1;
                hashes[i] = CellHash.Missing;
            }
        }
    }

    public override RawColumn Finish() => new RawTexts(Name, SourceType, codes.ToArrayAndClear(), dictionary.ToStrings());
}
