using Assay.Statistics;

namespace Assay.Evaluation.Behaviour;

/// <summary>One dose of a perturbation and what it did.</summary>
/// <param name="Dose">The dose.</param>
/// <param name="After">What the model predicts for the damaged rows, n x outputs.</param>
/// <param name="Metric">The main metric on them.</param>
/// <param name="Loss">How much worse it is than undamaged, with its interval.</param>
internal sealed record DosePoint(double Dose, double[] After, double Metric, Interval Loss);
