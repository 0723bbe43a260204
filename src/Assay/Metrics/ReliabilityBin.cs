namespace Assay.Metrics;

/// <summary>One bin of a calibration table.</summary>
/// <param name="Index">Its place, from 0; bins without rows are left out.</param>
/// <param name="Weight">Weight of its rows.</param>
/// <param name="Predicted">Mean predicted probability.</param>
/// <param name="Observed">Share of rows that are positive.</param>
public readonly record struct ReliabilityBin(int Index, double Weight, double Predicted, double Observed)
{
    /// <summary>Observed less predicted.</summary>
    public double Gap => Observed - Predicted;
}
