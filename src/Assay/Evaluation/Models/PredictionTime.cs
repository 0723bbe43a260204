namespace Assay.Evaluation.Models;

/// <summary>What predicting has cost so far, as the one who asked saw it: start-up, transport and reading of answers included.</summary>
/// <param name="Rows">Rows predicted.</param>
/// <param name="Elapsed">Wall time in all.</param>
public sealed record PredictionTime(long Rows, TimeSpan Elapsed)
{
    /// <summary>Nothing predicted, or nobody measured.</summary>
    public static PredictionTime None { get; } = new(0, TimeSpan.Zero);

    /// <summary>The mean time a row; zero before the first row.</summary>
    public TimeSpan ARow => Rows == 0 ? TimeSpan.Zero : Elapsed / Rows;
}
