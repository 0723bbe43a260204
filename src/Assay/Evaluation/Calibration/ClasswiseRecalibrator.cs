namespace Assay.Evaluation.Calibration;

/// <summary>A map of one probability, used for two classes; for more on one class against the rest, after which rows are divided by their sum.</summary>
/// <remarks>Source of the division: Zadrozny and Elkan, KDD 2002.</remarks>
public abstract class ClasswiseRecalibrator : Recalibrator
{
    /// <inheritdoc/>
    public sealed override RecalibrationFit Fit(Predictions rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var outputs = rows.Data.Outputs;
        var truth = rows.Data.Target.ToArray();
        var numbers = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        for (var k = 0; k < outputs; k++)
        {
            var happened = outputs == 1 ? truth : Array.ConvertAll(truth, t => t == k ? 1.0 : 0.0);
            foreach (var (name, values) in FitOne(Column(rows.Predicted, outputs, k), happened, rows.Kind))
            {
                numbers[$"{name}.{k}"] = values;
            }
        }

        return new(Name, rows.Kind, outputs, numbers);
    }

    /// <inheritdoc/>
    public sealed override double[] Apply(RecalibrationFit fit, double[] predicted)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(predicted);
        var mended = new double[predicted.Length];
        for (var k = 0; k < fit.Outputs; k++)
        {
            var map = MapOf(name => fit.Numbers[$"{name}.{k}"], fit.Kind);
            for (var at = k; at < predicted.Length; at += fit.Outputs)
            {
                mended[at] = map(predicted[at]);
            }
        }

        return fit.Outputs == 1 ? mended : Divided(mended, fit.Outputs);
    }

    /// <summary>Learns the map of one number.</summary>
    /// <param name="predicted">Length n.</param>
    /// <param name="happened">0 or 1, length n.</param>
    /// <param name="kind">What the predictions are.</param>
    protected abstract IEnumerable<(string Name, double[] Values)> FitOne(double[] predicted, double[] happened, PredictionKind kind);

    /// <summary>The map from its numbers.</summary>
    protected abstract Func<double, double> MapOf(Func<string, double[]> numbers, PredictionKind kind);

    private static double[] Column(double[] predicted, int outputs, int k)
    {
        var column = new double[predicted.Length / outputs];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = predicted[(i * outputs) + k];
        }

        return column;
    }

    private static double[] Divided(double[] mended, int outputs)
    {
        for (var start = 0; start < mended.Length; start += outputs)
        {
            var row = mended.AsSpan(start, outputs);
            var sum = 0.0;
            foreach (var p in row)
            {
                sum += p;
            }

            for (var k = 0; k < row.Length; k++)
            {
                row[k] = sum > 0 ? row[k] / sum : 1.0 / outputs;
            }
        }

        return mended;
    }
}
