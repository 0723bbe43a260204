namespace Assay.Data;

/// <summary>What the reader of a table should not infer but be told. Everything left out is inferred and the reason noted in the schema.</summary>
public sealed record ReadOptions
{
    /// <summary>The column to predict. Required for a labelled table.</summary>
    public string? Target { get; init; }

    /// <summary>The task; inferred from the target when null.</summary>
    public LearningTask? Task { get; init; }

    /// <summary>The class counted as positive in a binary task, as it is written in the file; inferred when null.</summary>
    public string? Positive { get; init; }

    /// <summary>Columns to leave out of the features.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>Columns to read as categories whatever they look like, for example region codes.</summary>
    public IReadOnlyList<string> Categorical { get; init; } = [];

    /// <summary>Columns to read as free text.</summary>
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>The column with the weight of each row: numbers of at least 0, none missing.</summary>
    public string? Weight { get; init; }

    /// <summary>The column that names the entity a row belongs to.</summary>
    public string? Group { get; init; }

    /// <summary>The column that says when a row was known: dates or numbers.</summary>
    public string? Time { get; init; }

    /// <summary>The column that names the row.</summary>
    public string? Id { get; init; }

    /// <summary>Columns that hold an existing system's or a person's answer: baselines to beat, never features.</summary>
    public IReadOnlyList<string> Existing { get; init; } = [];

    /// <summary>The texts that mean "no value", as they are written, instead of the usual ones; none but the empty cell when empty, the usual ones when null.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>Threads the file's reader may use; at least 1. The table is the same at any number.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
