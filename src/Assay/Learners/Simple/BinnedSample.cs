using Assay.Data;
using Assay.Learners.Trees;

namespace Assay.Learners.Simple;

/// <summary>Training rows as small bin numbers by feature, with labels and weights.</summary>
internal sealed class BinnedSample
{
    private const int MostBins = 64;

    private BinnedSample(Sample train, TreeEncoding encoding)
    {
        Train = train;
        Encoding = encoding;
        Labels = train.Target();
        Weights = LabelSummary.Weights(train);
        Prior = LabelSummary.Mean(train);
        Unordered = [.. Enumerable.Range(0, encoding.Width).Select(encoding.Unordered.Contains)];
        Bounds = new double[encoding.Width][];
        Bins = new int[encoding.Width][];
    }

    /// <summary>The rows.</summary>
    public Sample Train { get; }

    /// <summary>How columns became features.</summary>
    public TreeEncoding Encoding { get; }

    /// <summary>The label of each row.</summary>
    public double[] Labels { get; }

    /// <summary>The weight of each row.</summary>
    public double[] Weights { get; }

    /// <summary>The mean label of all rows. Length: outputs.</summary>
    public double[] Prior { get; }

    /// <summary>Which features are codes without an order.</summary>
    public bool[] Unordered { get; }

    /// <summary>By feature: the thresholds between bins; one fewer than bins.</summary>
    public double[][] Bounds { get; }

    /// <summary>By feature and row: the bin, or the number of bins for a missing value.</summary>
    public int[][] Bins { get; }

    /// <summary>Bins of a feature, without the one for missing values.</summary>
    public int CountOf(int feature) => Bounds[feature].Length + 1;

    /// <summary>Encodes and bins the training rows.</summary>
    /// <exception cref="OperationCanceledException">The budget or the user ended it.</exception>
    public static BinnedSample Of(Sample train, CancellationToken cancellation)
    {
        var encoding = TreeEncoding.Learn(train.Data, train.Rows, CategoryCodes.Native, words: 100);
        var binned = new BinnedSample(train, encoding);
        var block = new double[train.Count * encoding.Width];
        encoding.Bind(train.Data).Write(train.Rows, block);
        for (var feature = 0; feature < encoding.Width; feature++)
        {
            cancellation.ThrowIfCancellationRequested();
            binned.Cut(feature, block);
        }

        return binned;
    }

    private void Cut(int feature, double[] block)
    {
        var values = new double[Labels.Length];
        var width = Bins.Length;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = block[(i * width) + feature];
        }

        Bounds[feature] = Unordered[feature] ? Between(values) : Quantiles(values);
        Bins[feature] = Array.ConvertAll(values, v => double.IsNaN(v) ? CountOf(feature) : Place(Bounds[feature], v));
    }

    private static int Place(double[] bounds, double value)
    {
        var at = Array.BinarySearch(bounds, value);
        return at < 0 ? ~at : at;
    }

    // Codes 0, 1, ...: every code its own bin.
    private static double[] Between(double[] codes)
    {
        var most = codes.Where(c => !double.IsNaN(c)).DefaultIfEmpty(0).Max();
        return [.. Enumerable.Range(0, (int)most).Select(c => c + 0.5)];
    }

    private static double[] Quantiles(double[] values)
    {
        var sorted = values.Where(v => !double.IsNaN(v)).Order().ToArray();
        var bounds = new SortedSet<double>();
        for (var i = 1; i < MostBins && sorted.Length > 1; i++)
        {
            var at = (int)((long)i * sorted.Length / MostBins);
            while (at < sorted.Length && at > 0 && sorted[at] == sorted[at - 1])
            {
                at++;
            }

            if (at > 0 && at < sorted.Length)
            {
                bounds.Add(Middle(sorted[at - 1], sorted[at]));
            }
        }

        return [.. bounds];
    }

    // Halves first: the sum of two large values may not be finite.
    private static double Middle(double low, double high) => (low / 2) + (high / 2) is var middle && middle < high ? middle : low;
}
