using System.Runtime.InteropServices;
using Assay.Data;
using Assay.Numerics;

namespace Assay.Learners.Trees;

/// <summary>Rows of a table as LightGBM's bins: about one byte a cell, made without a copy of the whole table in between.</summary>
internal sealed unsafe class BinnedTable : IDisposable
{
    /// <summary>Rows that decide where bins end; more rows are sampled down to this.</summary>
    public const int SampledRows = 30_000;

    private const int BlockRows = 1024;
    private const int Float64 = 1;
    private const double Zero = 1e-35; // LightGBM leaves smaller values out of its samples

    private BinnedTable(BinsHandle bins, int[] rows)
    {
        Bins = bins;
        Rows = rows;
    }

    /// <summary>The bins.</summary>
    public BinsHandle Bins { get; }

    /// <summary>Row indices into the table, rising, one a binned row.</summary>
    public int[] Rows { get; }

    /// <summary>Bins these rows.</summary>
    /// <param name="encoded">The features of the table.</param>
    /// <param name="rows">Row indices, rising.</param>
    /// <param name="parameters">LightGBM parameters that shape the bins.</param>
    public static BinnedTable Build(IRowEncoder encoded, int[] rows, string parameters)
    {
        LightGbm.Require();
        var sampled = SampledIndices(rows.Length);
        var columns = Sample(encoded, [.. sampled.Select(i => rows[i])]);
        LightGbm.Check(Create(columns, sampled.Length, rows.Length, parameters, out var handle));
        var bins = new BinsHandle(handle);
        Push(bins, encoded, rows);
        return new BinnedTable(bins, rows);
    }

    /// <summary>Some of the rows, in the same bins.</summary>
    /// <param name="rows">Row indices into the table, rising, all among <see cref="Rows"/>.</param>
    /// <param name="parameters">The parameters the table was binned with.</param>
    public BinnedTable Subset(int[] rows, string parameters)
    {
        LightGbm.Require();
        var places = new int[rows.Length];
        for (int i = 0, at = 0; i < rows.Length; i++, at++)
        {
            while (Rows[at] < rows[i])
            {
                at++;
            }

            places[i] = at;
        }

        fixed (int* start = places)
        {
            LightGbm.Check(LightGbm.LGBM_DatasetGetSubset(Bins, start, places.Length, parameters, out var handle));
            return new BinnedTable(new BinsHandle(handle), rows);
        }
    }

    /// <summary>Other rows or another encoding of the same width, in the same bins.</summary>
    public BinnedTable Like(IRowEncoder encoded, int[] rows)
    {
        LightGbm.Require();
        LightGbm.Check(LightGbm.LGBM_DatasetCreateByReference(Bins, rows.Length, out var handle));
        var bins = new BinsHandle(handle);
        Push(bins, encoded, rows);
        return new BinnedTable(bins, rows);
    }

    /// <summary>Gives the rows a label or a weight each.</summary>
    public void Set(string field, ReadOnlySpan<double> values)
    {
        var single = new float[values.Length];
        for (var i = 0; i < single.Length; i++)
        {
            single[i] = (float)values[i];
        }

        fixed (float* start = single)
        {
            LightGbm.Check(LightGbm.LGBM_DatasetSetField(Bins, field, start, single.Length, 0));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Bins.Dispose();

    private static void Push(BinsHandle bins, IRowEncoder encoded, int[] rows)
    {
        var block = new double[BlockRows * encoded.Width];
        fixed (double* start = block)
        {
            for (var at = 0; at < rows.Length; at += BlockRows)
            {
                var count = Math.Min(BlockRows, rows.Length - at);
                encoded.Write(rows.AsSpan(at, count), block);
                LightGbm.Check(LightGbm.LGBM_DatasetPushRows(bins, start, Float64, count, encoded.Width, at));
            }
        }
    }

    // The same rows whatever the labels or the candidate; all of them when they are few.
    private static int[] SampledIndices(int rows)
    {
        if (rows <= SampledRows)
        {
            return [.. Enumerable.Range(0, rows)];
        }

        var random = SeededRandom.For(0, "bins");
        var chosen = new int[SampledRows];
        for (int i = 0, taken = 0; taken < SampledRows; i++)
        {
            // Selection sampling keeps the order (Knuth, TAOCP 2, 3.4.2, algorithm S).
            if (random.NextDouble() * (rows - i) < SampledRows - taken)
            {
                chosen[taken++] = i;
            }
        }

        return chosen;
    }

    private static (int[] Places, double[] Values)[] Sample(IRowEncoder encoded, int[] rows)
    {
        var places = Enumerable.Range(0, encoded.Width).Select(_ => new List<int>()).ToArray();
        var values = Enumerable.Range(0, encoded.Width).Select(_ => new List<double>()).ToArray();
        var block = new double[BlockRows * encoded.Width];
        for (var at = 0; at < rows.Length; at += BlockRows)
        {
            var count = Math.Min(BlockRows, rows.Length - at);
            encoded.Write(rows.AsSpan(at, count), block);
            for (var cell = 0; cell < count * encoded.Width; cell++)
            {
                if (double.IsNaN(block[cell]) || Math.Abs(block[cell]) > Zero)
                {
                    places[cell % encoded.Width].Add(at + (cell / encoded.Width));
                    values[cell % encoded.Width].Add(block[cell]);
                }
            }
        }

        return [.. places.Zip(values, (p, v) => (p.ToArray(), v.ToArray()))];
    }

    private static int Create((int[] Places, double[] Values)[] columns, int sampled, int rows, string parameters, out nint handle)
    {
        var pins = columns.SelectMany(c => new[] { GCHandle.Alloc(c.Places, GCHandleType.Pinned), GCHandle.Alloc(c.Values, GCHandleType.Pinned) }).ToArray();
        try
        {
            var places = new nint[columns.Length];
            var values = new nint[columns.Length];
            for (var i = 0; i < columns.Length; i++)
            {
                places[i] = pins[2 * i].AddrOfPinnedObject();
                values[i] = pins[(2 * i) + 1].AddrOfPinnedObject();
            }

            var counts = columns.Select(c => c.Places.Length).ToArray();
            fixed (nint* place = places, value = values)
            fixed (int* count = counts)
            {
                return LightGbm.LGBM_DatasetCreateFromSampledColumn(
                    (double**)value, (int**)place, columns.Length, count, sampled, rows, rows, parameters, out handle);
            }
        }
        finally
        {
            foreach (var pin in pins)
            {
                pin.Free();
            }
        }
    }
}
