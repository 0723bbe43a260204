using Assay.Data;

namespace Assay.Evaluation;

/// <summary>What the reader of a file of predictions is told; what is left out is found by the columns' names.</summary>
public sealed record PredictionColumns
{
    /// <summary>The column with the truth.</summary>
    public string? Truth { get; init; }

    /// <summary>The column with the predicted class or value.</summary>
    public string? Predicted { get; init; }

    /// <summary>The column with the probability, or any score, of the positive class.</summary>
    public string? Score { get; init; }

    /// <summary>The column that names the row.</summary>
    public string? Id { get; init; }

    /// <summary>The column that names the entity of the row: whole entities are drawn for intervals.</summary>
    public string? Group { get; init; }

    /// <summary>The column that says when the row was known.</summary>
    public string? Time { get; init; }

    /// <summary>The column with the weight of the row.</summary>
    public string? Weight { get; init; }

    /// <summary>The task; inferred from truth and prediction when null.</summary>
    public LearningTask? Task { get; init; }

    /// <summary>The positive class of a binary task; inferred when null.</summary>
    public string? Positive { get; init; }

    /// <summary>What one number a row means: a probability, or a score of its own scale; seen from the numbers when null.</summary>
    public PredictionKind? Kind { get; init; }

    /// <summary>The texts that mean "no value", as in <see cref="ReadOptions.Missing"/>: a class called "NA" is one when this says so.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>Threads the file's reader may use, at least 1.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
