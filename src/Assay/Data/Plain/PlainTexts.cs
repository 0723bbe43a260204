using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Assay.Data.Plain;

/// <summary>Texts as codes into a dictionary, which a column of another table may share; -1 is missing.</summary>
internal sealed unsafe class PlainTexts(string name, TextDictionary dictionary, int[] codes, int count) : PlainColumn(name)
{
    private int[] codes = codes;
    private int count = count;

    public PlainTexts(string name, TextDictionary dictionary)
        : this(name, dictionary, [], 0)
    {
    }

    public override string Class => "text";

    public override string Type => "text";

    public override int Count => count;

    public TextDictionary Dictionary => dictionary;

    public ReadOnlySpan<int> Codes => codes.AsSpan(0, count);

    public override bool IsMissing(int row) => codes[row] < 0;

    public override string? TextOf(int row) => codes[row] < 0 ? null : Encoding.UTF8.GetString(dictionary.TextOf(codes[row]));

    public override ulong HashOf(int row) => Hash(codes[row]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Hashes(ReadOnlySpan<int> rows, PlainColumn other, Span<ulong> hashes)
    {
        var theirs = ((PlainTexts)other).codes;
        for (var i = 0; i < rows.Length; i++)
        {
            hashes[i] = Hash(rows[i] >= 0 ? codes[rows[i]] : theirs[~rows[i]]);
        }
    }

    public override void Reserve(int rows) => Array.Resize(ref codes, Math.Max(codes.Length, rows));

    private ulong Hash(int code) => code < 0 ? CellHash.Missing : dictionary.HashOf(code);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool Take(byte* cell, int length)
    {
        if (count == codes.Length)
        {
            Array.Resize(ref codes, Math.Max(1024, count + (count >> 2)));
        }

        if (length == 0)
        {
            codes[count++] = -1;
            return true;
        }

        var text = new ReadOnlySpan<byte>(cell, length);
        var known = dictionary.Count;
        codes[count++] = dictionary.CodeOf(text, out _);
        return dictionary.Count == known || Utf8.IsValid(text) ? true : throw new UnusualTable("A text that is not UTF-8.");
    }
}
