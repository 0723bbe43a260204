using Assay.Data;

namespace Assay.Evaluation.Models;

/// <summary>What <c>assay-model.json</c> in a model folder holds: everything about the model but its numbers.</summary>
public sealed record ModelSchema
{
    /// <summary>The version of this layout; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The candidate's name.</summary>
    public required string Name { get; init; }

    /// <summary>The learner that can load the model's files.</summary>
    public required string Learner { get; init; }

    /// <summary>The phase it comes from.</summary>
    public required string Phase { get; init; }

    /// <summary>What it predicts.</summary>
    public required LearningTask Task { get; init; }

    /// <summary>Class names in index order; empty for regression.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Every column of the training table: kind, role, levels, range.</summary>
    public required IReadOnlyList<ColumnInfo> Columns { get; init; }

    /// <summary>Digests of the training table.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>The main metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Scores on the locked test part.</summary>
    public required IReadOnlyDictionary<string, Statistics.Interval> Test { get; init; }

    /// <summary>The chosen parameters.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The seed and threads of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Threads of the run.</summary>
    public required int Threads { get; init; }

    /// <summary>The run in the store.</summary>
    public required string Run { get; init; }

    /// <summary>Versions of Assay, of the runtime, the system and the processor.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Regression: 2.5 % and 97.5 % quantiles of out-of-fold residuals (truth less prediction), for prediction intervals; empty otherwise.</summary>
    public IReadOnlyList<double> ResidualQuantiles { get; init; } = [];

    /// <summary>SHA-256 of every file of the model, by relative path.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
}
