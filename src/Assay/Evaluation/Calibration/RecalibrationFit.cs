namespace Assay.Evaluation.Calibration;

/// <summary>A learnt map of probabilities: plain numbers that can be written to a file and read back.</summary>
/// <param name="Method">The <see cref="Recalibrator"/>'s name.</param>
/// <param name="Kind">What the numbers were before: probabilities, or scores on any scale.</param>
/// <param name="Outputs">Numbers a row.</param>
/// <param name="Numbers">The map's own numbers by name; of more than two classes one list a class and name, such as <c>slope.0</c>.</param>
public sealed record RecalibrationFit(string Method, PredictionKind Kind, int Outputs, IReadOnlyDictionary<string, double[]> Numbers)
{
    /// <summary>The mended probabilities of n x <see cref="Outputs"/> predictions.</summary>
    public double[] Apply(double[] predicted) => Catalogue<Recalibrator>.Find(Method).Apply(this, predicted);
}
