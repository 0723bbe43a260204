using Assay.Data;
using Assay.Evaluation.Models;

namespace Assay.Evaluation.Differences;

/// <summary>What the diff of two tables should not infer but be told.</summary>
public sealed record DataDiffOptions
{
    /// <summary>Columns that together name a row; inferred and tested when empty.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>The column that is predicted: its balance is compared.</summary>
    public string? Target { get; init; }

    /// <summary>The column that says which part (train, test, ...) a row is in: moves between parts and rows in two parts are counted.</summary>
    public string? Split { get; init; }

    /// <summary>Changed, added and removed rows shown, each at most so many.</summary>
    public int Sample { get; init; } = 20;

    /// <summary>Smallest distance of distributions (largest gap of the distribution functions, total variation) worth telling, from 0 to 1.</summary>
    public double Material { get; init; } = 0.05;

    /// <summary>Chance of any false finding among the columns, after Holm's correction.</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>A model whose predictions are compared; not disposed of. Null: none.</summary>
    public EvaluatedModel? Model { get; init; }

    /// <summary>How tables are read for a model that does not say; by <see cref="Target"/> alone when null.</summary>
    public ReadOptions? Read { get; init; }

    /// <summary>Ends it.</summary>
    public CancellationToken Cancellation { get; init; }
}
