namespace Assay.Development;

/// <summary>The smallest gain that is worth having.</summary>
/// <param name="Value">In the metric's unit; for a relative margin, that share of the best score.</param>
/// <param name="Relative">Whether it was given as a share of the score, as for losses, and not in the metric's unit.</param>
/// <param name="Given">As given: a share, or a gain in the metric's unit.</param>
public sealed record UsefulMargin(double Value, bool Relative, double Given);
