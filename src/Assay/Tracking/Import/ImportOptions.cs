namespace Assay.Tracking.Import;

/// <summary>How runs of other systems are taken over.</summary>
public sealed record ImportOptions
{
    /// <summary><c>mlflow</c>, <c>tensorboard</c> or <c>wandb</c>; told from the content when null.</summary>
    public string? From { get; init; }

    /// <summary>Where an MLflow database's files lie; when null, <c>mlruns</c> and <c>mlartifacts</c> beside it are looked at.</summary>
    public string? Files { get; init; }

    /// <summary>Told the totals after each run.</summary>
    public IProgress<ImportReport>? Progress { get; init; }
}
