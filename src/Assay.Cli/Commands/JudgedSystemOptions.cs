using Assay.Data;
using Assay.Evaluation;
using Assay.Evaluation.Models;

namespace Assay.Cli.Commands;

/// <summary>How systems named on a command line are read.</summary>
/// <param name="Columns">The columns of files of predictions.</param>
/// <param name="Data">A file of labelled rows; null when there is none.</param>
/// <param name="Read">How it is read.</param>
internal sealed record JudgedSystemOptions(PredictionColumns Columns, string? Data, ReadOptions Read)
{
    /// <summary>How models from outside are read.</summary>
    public ModelSourceOptions Model { get; init; } = new();

    /// <summary>The address of the store.</summary>
    public required string Store { get; init; }

    /// <summary>The folder of files beside the store; null for its own place.</summary>
    public string? Artifacts { get; init; }

    /// <summary>The labelled rows for files that have no truth of their own; read once, null without a target.</summary>
    public Lazy<Dataset?> Labelled { get; } = new(() => Data is null || Read.Target is null ? null : Dataset.Read(Data, Read));
}
