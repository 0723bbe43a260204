using Assay.Data;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>Expected calibration error: mean over 15 bins of equal width of the gap between mean probability and observed rate; 0 is perfect.</summary>
/// <remarks>
/// Two classes: the probability of the positive class. More: the probability of the predicted class against whether it is right.
/// A bin is min(floor(15 p), 14). Biased upwards on few rows; its interval is of the error without that bias, and may lie below the plain number. Source: Naeini, Cooper and Hauskrecht, AAAI 2015; Guo et al., ICML 2017.
/// </remarks>
[Named("expected-calibration-error")]
public sealed class CalibrationError : Metric
{
    private const int Bins = 15;

    /// <inheritdoc/>
    public override bool LargerIsBetter => false;

    /// <inheritdoc/>
    public override bool MarginIsRelative => false;

    /// <inheritdoc/>
    public override bool IsHeadline => true;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task != LearningTask.Regression;

    /// <inheritdoc/>
    public override MetricValue Measure(Scored rows)
    {
        Door.Probabilities(rows);
        Span<double> gaps = stackalloc double[Bins];
        gaps.Clear();
        var total = 0.0;
        for (var i = 0; i < rows.Count; i++)
        {
            var weight = rows.Weights.IsEmpty ? 1 : rows.Weights[i];
            var (bin, gap) = OfRow(rows, i);
            gaps[bin] += weight * gap;
            total += weight;
        }

        return Mean(gaps, total);
    }

    /// <inheritdoc/>
    public override WeightedScore Prepare(double[] truth, double[] predicted, int outputs)
    {
        var rows = new Scored(truth, predicted, outputs, []);
        Door.Probabilities(rows);
        var parts = new (int Bin, double Gap)[rows.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = OfRow(rows, i);
        }

        return weights =>
        {
            Span<double> gaps = stackalloc double[Bins];
            gaps.Clear();
            var total = 0.0;
            for (var i = 0; i < parts.Length; i++)
            {
                gaps[parts[i].Bin] += weights[i] * parts[i].Gap;
                total += weights[i];
            }

            return Mean(gaps, total);
        };
    }

    /// <summary>Hybrid resampling: the plain bootstrap mistakes the noise of well-calibrated bins for error.</summary>
    public override Interval? OwnInterval(Scored rows, BootstrapOptions options)
    {
        var (bins, gaps) = (new int[rows.Count], new double[rows.Count]);
        for (var i = 0; i < bins.Length; i++)
        {
            (bins[i], gaps[i]) = OfRow(rows, i);
        }

        var interval = FoldedSum.Interval(bins, gaps, options);
        return interval with { High = Math.Min(1, interval.High) };
    }

    // The weighted |mean truth - mean probability| of a bin is the |sum of gaps| over the total weight.
    private static double Mean(ReadOnlySpan<double> gaps, double total)
    {
        var sum = 0.0;
        foreach (var gap in gaps)
        {
            sum += Math.Abs(gap);
        }

        return sum / total;
    }

    private static (int Bin, double Gap) OfRow(Scored rows, int row)
    {
        var (probability, happened) = (rows.Predicted[row], rows.Truth[row]);
        if (rows.Outputs > 1)
        {
            var probabilities = rows.Predicted.Slice(row * rows.Outputs, rows.Outputs);
            var top = 0;
            for (var k = 1; k < probabilities.Length; k++)
            {
                top = probabilities[k] > probabilities[top] ? k : top;
            }

            (probability, happened) = (probabilities[top], rows.Truth[row] == top ? 1 : 0);
        }

        return (Math.Clamp((int)(probability * Bins), 0, Bins - 1), happened - probability);
    }
}
