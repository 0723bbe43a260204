namespace Assay.Development;

/// <summary>Size against quality of one candidate.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="Bytes">Size of the model's files.</param>
/// <param name="Score">The metric out of fold.</param>
/// <param name="OnFront">No smaller candidate is better.</param>
/// <param name="SmallestGoodEnough">The smallest candidate not worse than the best by more than the margin.</param>
public sealed record SizePoint(string Candidate, string Phase, long Bytes, double Score, bool OnFront, bool SmallestGoodEnough);
