namespace Assay.Evaluation.Differences;

/// <summary>What the changes mean to a model.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Rows">Changed rows it predicted in both states.</param>
/// <param name="Flipped">Of those, rows of another predicted class; for values, rows whose prediction moved by more than a tenth of the target's standard deviation.</param>
/// <param name="Metric">The metric below.</param>
/// <param name="Before">The metric over the first table.</param>
/// <param name="After">The metric over the second table.</param>
/// <param name="AfterWithoutChanges">The metric over the rows of both tables that did not change: the rest of the move comes from the others.</param>
public sealed record ModelEffect(string Model, long Rows, long Flipped, string Metric, double Before, double After, double AfterWithoutChanges);
