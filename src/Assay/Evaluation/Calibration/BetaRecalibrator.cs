using Assay.Statistics;

namespace Assay.Evaluation.Calibration;

/// <summary>Three numbers a class: mends over- and underconfidence at both ends on their own.</summary>
/// <remarks>See <see cref="BetaCalibration"/>.</remarks>
[Named("beta")]
internal sealed class BetaRecalibrator : ClasswiseRecalibrator
{
    /// <inheritdoc/>
    public override bool Supports(PredictionKind kind) => kind == PredictionKind.Probability;

    /// <inheritdoc/>
    protected override IEnumerable<(string Name, double[] Values)> FitOne(double[] predicted, double[] happened, PredictionKind kind)
    {
        var fit = BetaCalibration.Fit(predicted, happened);
        return [("low", [fit.Low]), ("high", [fit.High]), ("offset", [fit.Offset])];
    }

    /// <inheritdoc/>
    protected override Func<double, double> MapOf(Func<string, double[]> numbers, PredictionKind kind) =>
        new BetaCalibration(numbers("low")[0], numbers("high")[0], numbers("offset")[0], double.NaN).At;
}
