namespace Assay.Evaluation.Calibration;

/// <summary>A way to mend probabilities from rows whose truth is known. One file each, found by its kebab-case name; holds no state.</summary>
public abstract class Recalibrator
{
    /// <summary>The kebab-case name, for example <c>isotonic</c>.</summary>
    public string Name => Catalogue<Recalibrator>.NameOf(GetType());

    /// <summary>Whether it can mend such numbers.</summary>
    public abstract bool Supports(PredictionKind kind);

    /// <summary>Learns the map from predictions and truth.</summary>
    /// <param name="rows">Rows of two or more classes; row weights are not used.</param>
    /// <returns>All that is needed to apply it.</returns>
    /// <exception cref="AssayException"><c>data.one-class</c>, <c>data.no-optimum</c> when these rows have no best map.</exception>
    public abstract RecalibrationFit Fit(Predictions rows);

    /// <summary>The mended probabilities.</summary>
    /// <param name="fit">What <see cref="Fit"/> learnt.</param>
    /// <param name="predicted">n x outputs, row after row.</param>
    /// <returns>n x outputs; rows of more than two classes sum to 1.</returns>
    public abstract double[] Apply(RecalibrationFit fit, double[] predicted);
}
