using Assay.Evaluation.Rows;

namespace Assay.Evaluation.Confidence;

/// <summary>Rows of classes or of values, these perhaps with limits somebody predicted for them.</summary>
/// <param name="Judged">Truth and predictions.</param>
/// <param name="Low">Predicted lower limits, length n, or empty.</param>
/// <param name="High">Predicted upper limits, length n, or empty.</param>
internal sealed record ConformalRows(JudgedRows Judged, double[] Low, double[] High);
