namespace Assay.Data;

/// <summary>Collects truth values.</summary>
internal sealed unsafe class TruthCollector(string name, string sourceType) : CellCollector(name, sourceType)
{
    private readonly CellBlocks<int> codes = new();

    public override string Class => "boolean";

    public override void Append(void* data, ulong* validity, Span<ulong> hashes)
    {
        var room = codes.Extend(hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            var value = ((byte*)data)[i] != 0;
            var has = validity is null || Has(validity, i);
            room[i] = !has ? -1 : value ? 1 : 0;
            hashes[i] = has ? CellHash.OfTruth(value) : CellHash.Missing;
        }
    }

    public override RawColumn Finish() => new RawTexts(Name, SourceType, codes.ToArrayAndClear(), ["false", "true"]);
}
