namespace Assay.Tracking;

/// <summary>What a run said about one sample.</summary>
/// <param name="Sample">Which sample: its row, key or question.</param>
/// <param name="Prediction">What was predicted, as a text.</param>
/// <param name="Truth">What is true, if known.</param>
/// <param name="Score">How good the prediction is, or how sure; NaN when there is no such number.</param>
public sealed record RunSample(string Sample, string Prediction, string? Truth = null, double Score = double.NaN);
