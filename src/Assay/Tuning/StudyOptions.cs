using Assay.Tuning.Stopping;

namespace Assay.Tuning;

/// <summary>How a study searches.</summary>
public sealed record StudyOptions
{
    /// <summary>One direction an objective.</summary>
    public IReadOnlyList<Direction> Directions { get; init; } = [Direction.Minimise];

    /// <summary>The name of the sampler that proposes configurations.</summary>
    public string Sampler { get; init; } = "auto";

    /// <summary>The name of the pruner that ends hopeless trials early; null for none.</summary>
    public string? Pruner { get; init; }

    /// <summary>Start of every random choice.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// Members of a population that is trained in steps: every trial goes on from the checkpoint of an earlier one, the worst from that of one of the
    /// best with changed parameters. 0, the default, for trials that stand alone.
    /// </summary>
    public int Population { get; init; }

    /// <summary>When to stop asking; any of them is enough.</summary>
    public IReadOnlyList<StoppingRule> Stopping { get; init; } = [];

    /// <summary>The clock trials are stamped with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
