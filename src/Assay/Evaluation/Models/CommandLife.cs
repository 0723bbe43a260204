namespace Assay.Evaluation.Models;

/// <summary>How long a scoring command lives.</summary>
public enum CommandLife
{
    /// <summary>Until the model is disposed of: it answers a line for each row as it reads it.</summary>
    Kept,

    /// <summary>For one batch: its input ends after the batch's last row, so it may read everything before it answers.</summary>
    OneBatch,
}
