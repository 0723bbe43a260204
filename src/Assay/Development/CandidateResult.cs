using Assay.Statistics;

namespace Assay.Development;

/// <summary>One candidate: its score on the shared folds and what it costs.</summary>
public sealed record CandidateResult
{
    /// <summary>Unique within the run.</summary>
    public required string Name { get; init; }

    /// <summary>The learner's kebab-case name.</summary>
    public required string Learner { get; init; }

    /// <summary>The chosen parameters.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The metric over all out-of-fold rows, with its interval.</summary>
    public required Interval Score { get; init; }

    /// <summary>The metric on each fold, in fold order, repeat after repeat.</summary>
    public required IReadOnlyList<double> FoldScores { get; init; }

    /// <summary>The gain over the best candidate of the phase before (positive is better); null in the first phase.</summary>
    public Interval? Gain { get; init; }

    /// <summary>Mean absolute gap between predicted probability and observed rate over bins (expected calibration error); NaN for regression.</summary>
    public double CalibrationError { get; init; } = double.NaN;

    /// <summary>CPU seconds of all fold fits together.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Microseconds to predict one row, in batches.</summary>
    public required double PredictMicrosecondsPerRow { get; init; }

    /// <summary>Size of the model's files.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>Elementary steps a row, the same on every machine: the promotion rule's cost.</summary>
    public long StepsPerRow { get; init; }

    /// <summary>Largest growth of the process's memory while fitting, in bytes; rough.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Why it did not finish; null when it did. The score is then NaN.</summary>
    public string? Error { get; init; }

    /// <summary>Why the learner is not for this table, in one plain sentence; null when it is. No error: it was not tried, and the score is NaN.</summary>
    public string? Refused { get; init; }
}
