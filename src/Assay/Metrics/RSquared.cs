using Assay.Data;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Metrics;

/// <summary>Share of the target's variance that is explained: 1 is perfect, 0 as good as the mean, below 0 worse.</summary>
/// <remarks>
/// 1 - sum of squared errors / sum of squared distances from the mean. A constant target gives 1 when predicted exactly, else 0,
/// as scikit-learn 1.2; undefined for fewer than two rows.
/// </remarks>
[Named("r2")]
public sealed class RSquared : Metric
{
    /// <inheritdoc/>
    public override bool LargerIsBetter => true;

    /// <inheritdoc/>
    public override bool IsHeadline => true;

    /// <inheritdoc/>
    public override bool Supports(LearningTask task) => task == LearningTask.Regression;

    /// <inheritdoc/>
    public override MetricValue Measure(Scored rows)
    {
        Door.Values(rows);
        if (rows.Count < 2)
        {
            return MetricValue.None("r2 needs at least two rows");
        }

        var (weight, sum) = (0.0, 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            var w = rows.Weights.IsEmpty ? 1 : rows.Weights[i];
            weight += w;
            sum += w * rows.Truth[i];
        }

        var mean = sum / weight;
        var (errors, spread) = (0.0, 0.0);
        for (var i = 0; i < rows.Count; i++)
        {
            var w = rows.Weights.IsEmpty ? 1 : rows.Weights[i];
            errors += w * (rows.Truth[i] - rows.Predicted[i]) * (rows.Truth[i] - rows.Predicted[i]);
            spread += w * (rows.Truth[i] - mean) * (rows.Truth[i] - mean);
        }

        return OneMinus(errors, spread);
    }

    /// <inheritdoc/>
    public override WeightedScore Prepare(double[] truth, double[] predicted, int outputs)
    {
        Door.Values(new Scored(truth, predicted, outputs, []));
        // Sums of squares about a fixed centre near the mean lose no digits.
        var center = Sums.Mean(truth);
        double[] distances = [.. truth.Select(t => t - center)];
        double[] squares = [.. distances.Select(d => d * d)];
        double[] errors = [.. truth.Zip(predicted, (t, p) => (t - p) * (t - p))];
        return weights =>
        {
            var weight = Sums.Of(weights);
            var shift = Sums.Dot(distances, weights) / weight;
            return OneMinus(Sums.Dot(errors, weights), Sums.Dot(squares, weights) - (weight * shift * shift));
        };
    }

    /// <summary>1 - part / whole with scikit-learn's answers for a whole of 0.</summary>
    internal static double OneMinus(double part, double whole) => whole > 0 ? 1 - (part / whole) : part > 0 ? 0 : double.IsNaN(whole) ? double.NaN : 1;
}
