using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.Data.Plain;

/// <summary>Numbers; NaN is missing.</summary>
internal sealed unsafe class PlainNumbers(string name, double[] cells, int count) : PlainColumn(name)
{
    private const double LargestExact = 1L << 53;
    private double[] cells = cells;
    private int count = count;
    private bool anyMissing = Array.Exists(cells, double.IsNaN);

    public PlainNumbers(string name)
        : this(name, [], 0)
    {
    }

    public override string Class => "number";

    /// <summary>Whether any was written with a point or an exponent, or is no whole number.</summary>
    public bool Fraction { get; set; }

    public override string Type => Fraction ? "number" : "whole number";

    public override int Count => count;

    public ReadOnlySpan<double> Cells => cells.AsSpan(0, count);

    public override bool IsMissing(int row) => double.IsNaN(cells[row]);

    public override string? TextOf(int row) => double.IsNaN(cells[row]) ? null : cells[row].ToString("R", CultureInfo.InvariantCulture);

    public override ulong HashOf(int row) => Hash(cells[row]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Hashes(ReadOnlySpan<int> rows, PlainColumn other, Span<ulong> hashes)
    {
        var (theirs, missing) = ((PlainNumbers)other, anyMissing || ((PlainNumbers)other).anyMissing);
        var values = MemoryMarshal.Cast<ulong, double>(hashes);
        if (IsRun(rows))
        {
            cells.AsSpan(rows[0], rows.Length).CopyTo(values);
        }
        else
        {
            for (var i = 0; i < rows.Length; i++)
            {
                values[i] = rows[i] >= 0 ? cells[rows[i]] : theirs.cells[~rows[i]];
            }
        }

        if (missing)
        {
            for (var i = 0; i < hashes.Length; i++)
            {
                hashes[i] = Hash(values[i]);
            }

            return;
        }

        // Adding nothing turns both zeros into one.
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BitConverter.DoubleToUInt64Bits(values[i] + 0.0) ^ CellHash.NumberTag;
        }

        CellHash.MixAll(hashes);
    }

    public override void Reserve(int rows) => Array.Resize(ref cells, Math.Max(cells.Length, rows));

    // Missing has a hash of its own in a fingerprint; a bijection tells all numbers apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(double value) => double.IsNaN(value) ? CellHash.Missing : CellHash.Mix(CellHash.NumberBits(value));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool Take(byte* cell, int length)
    {
        if (count == cells.Length)
        {
            Array.Resize(ref cells, Math.Max(1024, count + (count >> 2)));
        }

        if (length == 0)
        {
            cells[count++] = double.NaN;
            anyMissing = true;
            return true;
        }

        if (!PlainNumber.TryRead(cell, cell + length, out var value, out var fraction))
        {
            return IsOther(new ReadOnlySpan<byte>(cell, length));
        }

        if (Math.Abs(value) > LargestExact && !fraction)
        {
            throw new UnusualTable("A whole number beyond what a double tells from its neighbours.");
        }

        Fraction |= fraction;
        cells[count++] = value;
        return true;
    }

    // What looks like a number to the full reader and not to this one must not quietly become a text.
    private static bool IsOther(ReadOnlySpan<byte> cell)
    {
        var first = cell[0] | 0x20;
        var odd = cell[0] is (byte)' ' or (byte)'\t' or (byte)'+' or (byte)'.' or (byte)'-' || cell[^1] is (byte)' ' or (byte)'.' || first is 'i' or 'n'
            || double.TryParse(cell, NumberStyles.Any, CultureInfo.InvariantCulture, out _);
        return odd && !cell.SequenceEqual("NA"u8) && !cell.SequenceEqual("N/A"u8) && !cell.SequenceEqual("-"u8) && !cell.SequenceEqual("no"u8)
            && !cell.SequenceEqual("null"u8) && !cell.SequenceEqual("None"u8) && !cell.SequenceEqual("."u8)
            ? throw new UnusualTable("A cell that may be a number.")
            : false;
    }
}
