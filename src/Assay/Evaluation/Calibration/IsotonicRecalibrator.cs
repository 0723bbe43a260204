using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>Any curve that does not fall: needs more rows than the others, bends wherever the data bend.</summary>
/// <remarks>See <see cref="Isotonic"/>. Cut to [1 / (n + 2), 1 - 1 / (n + 2)], n rows learnt from: a step of 0 or 1 claims more than n rows can say.</remarks>
[Named("isotonic")]
internal sealed class IsotonicRecalibrator : ClasswiseRecalibrator
{
    /// <inheritdoc/>
    public override bool Supports(PredictionKind kind) => kind is PredictionKind.Probability or PredictionKind.Score;

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, double[] Values)> FitOne(double[] predicted, double[] happened, PredictionKind kind)
    {
        var fit = Isotonic.Fit(predicted, happened);
        return [("scores", [.. fit.Scores]), ("probabilities", [.. fit.Probabilities]), ("least", [1.0 / (predicted.Length + 2)])];
    }

    /// <inheritdoc/>
    protected override Func<double, double> MapOf(Func<string, double[]> numbers, PredictionKind kind)
    {
        var (curve, least) = (Isotonic.From(numbers("scores"), numbers("probabilities")), numbers("least")[0]);
        return p => Math.Clamp(curve.At(p), least, 1 - least);
    }
}
