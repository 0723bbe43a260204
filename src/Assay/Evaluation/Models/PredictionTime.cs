using System.Text.Json.Serialization;
using Assay.Evaluation.Report;

namespace Assay.Evaluation.Models;

/// <summary>What predicting has cost so far, as the one who asked saw it: start-up, transport and reading of answers included.</summary>
/// <param name="Rows">Rows predicted.</param>
/// <param name="Elapsed">Wall time in all.</param>
public sealed record PredictionTime(long Rows, TimeSpan Elapsed)
{
    /// <summary>Nothing predicted, or nobody measured.</summary>
    public static PredictionTime None { get; } = new(0, TimeSpan.Zero);

    /// <summary>In a sentence: <c>12 µs a row (48,000 rows in 0.6 s)</c>; empty when nothing was measured.</summary>
    [JsonIgnore]
    public string Words => Rows == 0 ? "" : $"{Figures.Microseconds(ARow.TotalMicroseconds)} a row ({Figures.Count(Rows)} rows in {Figures.Seconds(Elapsed.TotalSeconds)})";

    /// <summary>The mean time a row; zero before the first row.</summary>
    public TimeSpan ARow => Rows == 0 ? TimeSpan.Zero : Elapsed / Rows;
}
