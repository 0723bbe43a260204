namespace Assay.Tracking.Export;

/// <summary>Which runs go out, and how.</summary>
public sealed record ExportOptions
{
    /// <summary><c>csv</c>, <c>jsonl</c>, <c>parquet</c> or <c>mlflow</c>.</summary>
    public string Format { get; init; } = "csv";

    /// <summary>How much of each curve; a folder for MLflow always holds all of it.</summary>
    public MetricDetail Metrics { get; init; } = MetricDetail.Last;

    /// <summary>Only runs of this experiment, when not null.</summary>
    public string? Experiment { get; init; }

    /// <summary>Only these runs and none of their parts, by full id, when not empty.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];
}
