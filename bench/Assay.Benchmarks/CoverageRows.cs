namespace Assay.Benchmarks;

/// <summary>One simulated data set: truth, one prediction a row, and a second one where a pair is compared.</summary>
internal sealed record CoverageRows(double[] Truth, double[] Predicted, double[] Other);
