using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Data;

/// <summary>Takes one column's cells out of the reader's chunks: keeps them and hashes them in the same pass.</summary>
internal abstract unsafe class CellCollector(string name, string sourceType)
{
    protected string Name { get; } = name;

    protected string SourceType { get; } = sourceType;

    /// <summary>The class of the cells in the fingerprint: number, text, date or boolean.</summary>
    public abstract string Class { get; }

    /// <summary>Takes the cells of one chunk. A validity of null means that none is missing; bit i tells that row i has a value.</summary>
    public abstract void Append(void* data, ulong* validity, Span<ulong> hashes);

    /// <summary>The column; the collector is empty afterwards.</summary>
    public abstract RawColumn Finish();

    protected static bool Has(ulong* validity, int row) => validity is null || (validity[row >> 6] >> (row & 63) & 1) != 0;
}

/// <summary>Integers of any width.</summary>
internal sealed unsafe class WholeCollector<T>(string name, string sourceType) : CellCollector(name, sourceType)
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly CellBlocks<T> cells = new();
    private readonly List<int> missing = [];
    private bool large;

    public override string Class => "number";

    public override void Append(void* data, ulong* validity, Span<ulong> hashes)
    {
        var source = new ReadOnlySpan<T>(data, hashes.Length);
        var start = cells.Count;
        source.CopyTo(cells.Extend(hashes.Length));
        for (var i = 0; i < source.Length; i++)
        {
            if (Has(validity, i))
            {
                var value = long.CreateTruncating(source[i]);
                large |= value is < -(1L << 53) or > 1L << 53;
                hashes[i] = CellHash.OfWhole(value);
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

        return new RawNumbers(Name, SourceType, values, Whole: true);
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
        return new RawTexts(Name, SourceType, codes, [.. dictionary.OrderBy(p => p.Value).Select(p => p.Key.ToString()!)]);
    }
}

/// <summary>Floating-point numbers.</summary>
internal sealed unsafe class RealCollector<T>(string name, string sourceType) : CellCollector(name, sourceType)
    where T : unmanaged, IFloatingPoint<T>
{
    private readonly CellBlocks<double> cells = new();

    public override string Class => "number";

    public override void Append(void* data, ulong* validity, Span<ulong> hashes)
    {
        var source = new ReadOnlySpan<T>(data, hashes.Length);
        var room = cells.Extend(hashes.Length);
        for (var i = 0; i < source.Length; i++)
        {
            if (Has(validity, i))
            {
                room[i] = double.CreateTruncating(source[i]);
                hashes[i] = CellHash.OfNumber(room[i]);
            }
            else
            {
                room[i] = double.NaN;
                hashes[i] = CellHash.Missing;
            }
        }
    }

    public override RawColumn Finish() => new RawNumbers(Name, SourceType, cells.ToArrayAndClear(), Whole: false);
}

/// <summary>Dates (days) and timestamps (microseconds) since 1970-01-01 UTC.</summary>
internal sealed unsafe class DateCollector(string name, string sourceType, bool days) : CellCollector(name, sourceType)
{
    private readonly CellBlocks<double> cells = new();

    public override string Class => "date";

    public override void Append(void* data, ulong* validity, Span<ulong> hashes)
    {
        var room = cells.Extend(hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (Has(validity, i))
            {
                var microseconds = days ? ((int*)data)[i] * 86_400_000_000L : ((long*)data)[i];
                room[i] = microseconds / 1e6;
                hashes[i] = CellHash.OfDate(microseconds);
            }
            else
            {
                room[i] = double.NaN;
                hashes[i] = CellHash.Missing;
            }
        }
    }

    public override RawColumn Finish() => new RawDates(Name, SourceType, cells.ToArrayAndClear());
}

/// <summary>Truth values.</summary>
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
            var has = Has(validity, i);
            room[i] = !has ? -1 : value ? 1 : 0;
            hashes[i] = has ? CellHash.OfTruth(value) : CellHash.Missing;
        }
    }

    public override RawColumn Finish() => new RawTexts(Name, SourceType, codes.ToArrayAndClear(), ["false", "true"]);
}

/// <summary>Texts.</summary>
internal sealed unsafe class TextCollector(string name, string sourceType) : CellCollector(name, sourceType)
{
    private const int InlineLength = 12;
    private readonly CellBlocks<int> codes = new();
    private readonly TextDictionary dictionary = new();

    public override string Class => "text";

    // DuckDB's string: 4 bytes of length, then up to 12 bytes in place, or 4 bytes of prefix and a pointer.
    public override void Append(void* data, ulong* validity, Span<ulong> hashes)
    {
        var room = codes.Extend(hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            if (Has(validity, i))
            {
                var cell = (byte*)data + (i * 16L);
                var length = *(int*)cell;
                room[i] = dictionary.CodeOf(new ReadOnlySpan<byte>(length <= InlineLength ? cell + 4 : *(byte**)(cell + 8), length));
                hashes[i] = dictionary.HashOf(room[i]);
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
