using Assay.Statistics;

namespace Assay.Development;

/// <summary>Aggregates of the champion's test predictions, never rows.</summary>
public sealed record TestEvidence
{
    /// <summary>Calibration bins (binary and multiclass: the predicted class's probability).</summary>
    public IReadOnlyList<CalibrationBin> Calibration { get; init; } = [];

    /// <summary>Row-normalised later; counts by truth (outer) and prediction (inner), in class order; empty for regression.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Confusion { get; init; } = [];

    /// <summary>Class names of the confusion table.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>For regression: residual quantiles against predicted value; empty otherwise.</summary>
    public IReadOnlyList<ResidualBin> Residuals { get; init; } = [];

    /// <summary>Loss of the metric when one column is shuffled, largest first.</summary>
    public IReadOnlyList<ColumnImportance> Importance { get; init; } = [];

    /// <summary>Points of size against quality: every candidate that finished.</summary>
    public IReadOnlyList<SizePoint> Sizes { get; init; } = [];
}
