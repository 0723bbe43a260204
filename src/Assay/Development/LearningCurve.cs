using Assay.Statistics;

namespace Assay.Development;

/// <summary>Score against the number of training rows, with a fitted power law.</summary>
/// <param name="Candidate">The candidate's name.</param>
/// <param name="Points">Measured points, sizes increasing.</param>
/// <param name="Fitted">The fitted curve, from the smallest measured size to four times the largest, with its band; empty when no law could be fitted.</param>
/// <param name="Law">The fitted law in words, for example <c>error = 0.051 + 1.9 n^-0.62</c>, or why there is none.</param>
public sealed record LearningCurve(string Candidate, IReadOnlyList<CurvePoint> Points, IReadOnlyList<CurvePoint> Fitted, string Law);
