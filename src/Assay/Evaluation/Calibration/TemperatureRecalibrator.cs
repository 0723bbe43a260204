using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>One number for all classes: softens or sharpens, and never changes which class is most probable.</summary>
/// <remarks>See <see cref="TemperatureScaling"/>; logits are the logarithms of the probabilities.</remarks>
[Named("temperature")]
internal sealed class TemperatureRecalibrator : Recalibrator
{
    /// <inheritdoc/>
    public override bool Supports(PredictionKind kind) => kind == PredictionKind.Probability;

    /// <inheritdoc/>
    public override RecalibrationFit Fit(Predictions rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var outputs = rows.Data.Outputs;
        var fit = TemperatureScaling.Fit(LogitsOf(rows.Predicted, outputs), [.. rows.Data.Target.ToArray().Select(t => (int)t)], Math.Max(2, outputs));
        return new(Name, rows.Kind, outputs, new SortedDictionary<string, double[]> { ["temperature"] = [fit.Temperature] });
    }

    /// <inheritdoc/>
    public override double[] Apply(RecalibrationFit fit, double[] predicted)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(predicted);
        var mended = new TemperatureScaling(fit.Numbers["temperature"][0], double.NaN).Apply(LogitsOf(predicted, fit.Outputs), Math.Max(2, fit.Outputs));
        return fit.Outputs > 1 ? mended : [.. mended.Where((_, i) => i % 2 == 1)];
    }

    private static double[] LogitsOf(double[] predicted, int outputs) =>
        outputs > 1 ? Array.ConvertAll(predicted, Logits.Log) : [.. predicted.SelectMany(p => new[] { 0, Logits.Of(p) })];
}
