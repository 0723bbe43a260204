using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>A logistic curve over the log odds (or over a score): two numbers a class.</summary>
/// <remarks>See <see cref="PlattScaling"/>. Over log odds a slope of -1 and an offset of 0 change nothing.</remarks>
[Named("platt")]
internal sealed class PlattRecalibrator : ClasswiseRecalibrator
{
    /// <inheritdoc/>
    public override bool Supports(PredictionKind kind) => kind is PredictionKind.Probability or PredictionKind.Score;

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, double[] Values)> FitOne(double[] predicted, double[] happened, PredictionKind kind)
    {
        var fit = PlattScaling.Fit(kind == PredictionKind.Score ? predicted : Array.ConvertAll(predicted, Logits.Of), happened);
        return [("slope", [fit.Slope]), ("offset", [fit.Offset])];
    }

    /// <inheritdoc/>
    protected override Func<double, double> MapOf(Func<string, double[]> numbers, PredictionKind kind)
    {
        var scaling = new PlattScaling(numbers("slope")[0], numbers("offset")[0], double.NaN);
        return kind == PredictionKind.Score ? scaling.At : p => scaling.At(Logits.Of(p));
    }
}
