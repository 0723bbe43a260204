using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>A metric that is a (weighted) mean of one number a row, or a function of that mean.</summary>
public abstract class MeanLoss : Metric
{
    private const int Chunk = 512;
    private const int FewUnits = 50;

    /// <inheritdoc/>
    public override bool LargerIsBetter => false;

    /// <inheritdoc/>
    public sealed override MetricValue Measure(Scored rows)
    {
        Check(rows);
        Span<double> losses = stackalloc double[Chunk];
        var (sum, weight) = (0.0, 0.0);
        for (var start = 0; start < rows.Count; start += Chunk)
        {
            var part = losses[..Math.Min(Chunk, rows.Count - start)];
            Losses(rows, start, part);
            sum += rows.Weights.IsEmpty ? Sums.Of(part) : Sums.Dot(part, rows.Weights.Slice(start, part.Length));
            weight += rows.Weights.IsEmpty ? part.Length : Sums.Of(rows.Weights.Slice(start, part.Length));
        }

        return Finish(sum / weight);
    }

    /// <inheritdoc/>
    public sealed override WeightedScore Prepare(double[] truth, double[] predicted, int outputs)
    {
        var losses = PerRow(new Scored(truth, predicted, outputs, []));
        return weights => Finish(Sums.Dot(losses, weights) / Sums.Of(weights));
    }

    /// <summary>The number of each row whose mean the metric is (or is a function of), length n.</summary>
    internal double[] PerRow(Scored rows)
    {
        Check(rows);
        var losses = new double[rows.Count];
        Losses(rows, 0, losses);
        return losses;
    }

    /// <summary>The studentised bootstrap when rows come in few units: other limits of a skewed mean are too narrow there (docs/benchmarks/statistics.md).</summary>
    public sealed override Interval? OwnInterval(Scored rows, BootstrapOptions options) => options.Units.Length > 0 && options.Units.Distinct().Count() < FewUnits
        ? Bootstrap.Of(Prepare(rows.Truth.ToArray(), rows.Predicted.ToArray(), rows.Outputs), rows.Count, options with { Kind = BootstrapKind.Studentised })
        : null;

    /// <summary>Refuses rows the metric is not defined for.</summary>
    protected abstract void Check(Scored rows);

    /// <summary>The number of each row from <paramref name="start"/> on, as many as <paramref name="losses"/> is long.</summary>
    protected abstract void Losses(Scored rows, int start, Span<double> losses);

    /// <summary>The metric from the mean.</summary>
    protected virtual double Finish(double mean) => mean;
}
