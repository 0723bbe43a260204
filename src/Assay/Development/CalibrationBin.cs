using Assay.Statistics;

namespace Assay.Development;

/// <summary>One bin of a calibration plot.</summary>
/// <param name="Predicted">Mean predicted probability.</param>
/// <param name="Observed">Observed rate with a Wilson interval.</param>
/// <param name="Rows">Rows in the bin.</param>
public sealed record CalibrationBin(double Predicted, Interval Observed, long Rows);
