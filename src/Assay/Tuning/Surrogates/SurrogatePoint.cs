namespace Assay.Tuning.Surrogates;

/// <summary>One configuration as a surrogate sees it.</summary>
/// <param name="Ordered">Unit positions.</param>
/// <param name="Categories">Positions of choices.</param>
internal sealed record SurrogatePoint(double[] Ordered, int[] Categories);
