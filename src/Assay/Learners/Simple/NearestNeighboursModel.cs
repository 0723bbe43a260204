using System.Runtime.InteropServices;
using Assay.Data;
using Assay.Learners.Linear;

namespace Assay.Learners.Simple;

/// <summary>All training rows as points, with their labels.</summary>
internal sealed class NearestNeighboursModel(NearestNeighboursModel.Content content, NeighbourPoints points, double[] labels, double[] weights) : Model
{
    // A class nobody near has is still possible; a mean of numbers needs no such caution, only an answer when all weights are 0.
    private const double SmoothingOfNumbers = 1e-6;

    /// <inheritdoc/>
    public override string Learner => content.Learner;

    /// <inheritdoc/>
    public override int Outputs => content.Outputs;

    /// <inheritdoc/>
    public override long StepsPerRow => (long)labels.Length * points.Stride;

    /// <inheritdoc/>
    public override void Predict(Sample rows, Span<double> predicted)
    {
        Shapes.Check(this, rows, predicted);
        PredictFor([content.Neighbours], rows, CancellationToken.None)[0].CopyTo(predicted);
    }

    /// <summary>Predictions with several numbers of neighbours at the price of one search; by choice, rows x outputs.</summary>
    public double[][] PredictFor(int[] neighbours, Sample rows, CancellationToken cancellation)
    {
        var queries = NeighbourPoints.Encode(content.Encoding, rows, cancellation);
        var nearest = new NearestList(Math.Min(neighbours.Max(), labels.Length));
        var predicted = neighbours.Select(_ => new double[rows.Count * Outputs]).ToArray();
        for (var row = 0; row < rows.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            nearest.Clear();
            var query = queries.Values.AsSpan(row * queries.Stride, queries.Stride);
            for (var point = 0; point < labels.Length; point++)
            {
                nearest.Offer(point, points.Distance(point, query));
            }

            for (var choice = 0; choice < neighbours.Length; choice++)
            {
                Vote(nearest, neighbours[choice], predicted[choice].AsSpan(row * Outputs, Outputs));
            }
        }

        return predicted;
    }

    /// <inheritdoc/>
    public override void Save(ModelFiles files)
    {
        files.WriteJson("neighbours.json", content);
        files.Write("points.bin", MemoryMarshal.AsBytes<float>(points.Values).ToArray());
        files.Write("labels.bin", MemoryMarshal.AsBytes<double>(labels).ToArray());
        files.Write("weights.bin", MemoryMarshal.AsBytes<double>(weights).ToArray());
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="AssayException"><c>model.file-broken</c>.</exception>
    public static NearestNeighboursModel Load(ModelFiles files)
    {
        var values = MemoryMarshal.Cast<byte, float>(files.Read("points.bin")).ToArray();
        var labels = MemoryMarshal.Cast<byte, double>(files.Read("labels.bin")).ToArray();
        var weights = MemoryMarshal.Cast<byte, double>(files.Read("weights.bin")).ToArray();
        if (labels.Length == 0 || values.Length % labels.Length != 0 || weights.Length != labels.Length)
        {
            throw new AssayException("model.file-broken", $"The model holds {labels.Length} labels, {weights.Length} weights and {values.Length} numbers of points. Copy the whole model folder again.");
        }

        return new NearestNeighboursModel(files.ReadJson<Content>("neighbours.json"), new NeighbourPoints(values.Length / labels.Length, values), labels, weights);
    }

    private void Vote(NearestList nearest, int neighbours, Span<double> predicted)
    {
        var count = Math.Min(neighbours, nearest.Count);
        double scale = 0;
        for (var i = 0; i < count; i++)
        {
            scale += Math.Sqrt(nearest.Distance(i)) / count;
        }

        // Weights of 1 on average, so that the smoothing weighs one row whatever the unit of distance; no neighbour weighs more than ten.
        var all = content.Task == LearningTask.Regression ? SmoothingOfNumbers : 1;
        for (var i = 0; i < predicted.Length; i++)
        {
            predicted[i] = all * content.Prior[i];
        }

        for (var i = 0; i < count; i++)
        {
            var distance = Math.Sqrt(nearest.Distance(i));
            var closeness = content.ByDistance && scale > 0 ? Math.Min(10, scale / Math.Max(distance, 1e-12)) : 1;
            var weight = weights[nearest.Point(i)] * closeness;
            LabelSummary.Add(predicted, content.Task, labels[nearest.Point(i)], weight);
            all += weight;
        }

        foreach (ref var value in predicted)
        {
            value /= all;
        }

        LabelSummary.Settle(predicted, content.Task);
    }

    /// <summary>What is saved beside points, labels and weights.</summary>
    internal sealed record Content(string Learner, LearningTask Task, int Outputs, int Neighbours, bool ByDistance, double[] Prior, LinearEncoding Encoding);
}
