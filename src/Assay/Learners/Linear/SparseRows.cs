using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Learners.Linear;

/// <summary>A matrix kept row after row as places and values of what is not zero.</summary>
internal sealed class SparseRows
{
    private readonly List<int> starts = [0];
    private readonly List<int> places = [];
    private readonly List<double> values = [];

    /// <summary>An empty matrix of this many columns.</summary>
    public SparseRows(int width) => Width = width;

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Count => starts.Count - 1;

    /// <summary>Values kept.</summary>
    public int Kept => values.Count;

    /// <summary>Where each row starts; one entry more than rows.</summary>
    public ReadOnlySpan<int> Starts => CollectionsMarshal.AsSpan(starts);

    /// <summary>The column of each value.</summary>
    public ReadOnlySpan<int> Places => CollectionsMarshal.AsSpan(places);

    /// <summary>The values.</summary>
    public ReadOnlySpan<double> Values => CollectionsMarshal.AsSpan(values);

    /// <summary>Adds a value to the row being written; zeros are left out.</summary>
    public void Add(int place, double value)
    {
        if (value != 0)
        {
            places.Add(place);
            values.Add(value);
        }
    }

    /// <summary>Multiplies the values of the row being written, from this one on.</summary>
    public void Scale(int from, double factor)
    {
        var kept = CollectionsMarshal.AsSpan(values);
        for (var i = from; i < kept.Length; i++)
        {
            kept[i] *= factor;
        }
    }

    /// <summary>Ends the row being written.</summary>
    public void EndRow() => starts.Add(values.Count);

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        starts.RemoveRange(1, starts.Count - 1);
        places.Clear();
        values.Clear();
    }

    /// <summary>The product with a matrix of <see cref="Width"/> x outputs, into rows x outputs.</summary>
    public void Times(ReadOnlySpan<double> weights, int outputs, Span<double> product)
    {
        var start = Starts;
        var place = Places;
        var value = Values;
        product.Clear();
        for (var row = 0; row < Count; row++)
        {
            if (outputs == 1)
            {
                var sum = 0.0;
                for (var at = start[row]; at < start[row + 1]; at++)
                {
                    sum += value[at] * weights[place[at]];
                }

                product[row] = sum;
                continue;
            }

            var own = product.Slice(row * outputs, outputs);
            for (var at = start[row]; at < start[row + 1]; at++)
            {
                AddScaled(weights.Slice(place[at] * outputs, outputs), value[at], own);
            }
        }
    }

    /// <summary>Adds the product of the transposed matrix with rows x outputs to a matrix of <see cref="Width"/> x outputs.</summary>
    public void AddTransposedTimes(ReadOnlySpan<double> factors, int outputs, Span<double> sum)
    {
        var start = Starts;
        var place = Places;
        var value = Values;
        for (var row = 0; row < Count; row++)
        {
            if (outputs == 1)
            {
                var factor = factors[row];
                for (var at = start[row]; at < start[row + 1]; at++)
                {
                    sum[place[at]] += value[at] * factor;
                }

                continue;
            }

            var own = factors.Slice(row * outputs, outputs);
            for (var at = start[row]; at < start[row + 1]; at++)
            {
                AddScaled(own, value[at], sum.Slice(place[at] * outputs, outputs));
            }
        }
    }

    private static void AddScaled(ReadOnlySpan<double> from, double factor, Span<double> to)
    {
        // Element by element in any vector width: the bits do not depend on it.
        var i = 0;
        for (; i + Vector<double>.Count <= from.Length; i += Vector<double>.Count)
        {
            (new Vector<double>(to[i..]) + (factor * new Vector<double>(from[i..]))).CopyTo(to[i..]);
        }

        for (; i < from.Length; i++)
        {
            to[i] += factor * from[i];
        }
    }
}
