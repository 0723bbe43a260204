using Assay.Tuning.Spaces;

namespace Assay.Tuning;

/// <summary>One configuration tried in a study, and how that went; immutable.</summary>
public sealed record Trial
{
    /// <summary>What stands before the name of the earlier study a trial was taken from.</summary>
    internal const string EarlierMark = "from ";

    /// <summary>From 0 in the order they were asked for.</summary>
    public required int Number { get; init; }

    /// <summary>What is tried.</summary>
    public required Configuration Configuration { get; init; }

    /// <summary>Where it stands.</summary>
    public TrialState State { get; init; }

    /// <summary>One value an objective when done.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];

    /// <summary>Outcome constraints, kept where at most 0.</summary>
    public IReadOnlyList<double> Constraints { get; init; } = [];

    /// <summary>Intermediate values in the order they came.</summary>
    public IReadOnlyList<TrialReport> Reports { get; init; } = [];

    /// <summary>What went wrong, for a failed one.</summary>
    public string? Error { get; init; }

    /// <summary>The lost trial this one repeats.</summary>
    public int? RetryOf { get; init; }

    /// <summary>The trial whose checkpoint this one goes on from, in a population.</summary>
    public int? Parent { get; init; }

    /// <summary>What it has cost, in the unit the program tells; null when it told none.</summary>
    public double? Cost { get; init; }

    /// <summary>The sampler that proposed it; <c>given</c> for configurations that were queued, <c>from NAME</c> for trials of an earlier study.</summary>
    public string Sampler { get; init; } = "";

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Whether it was tried in an earlier study and taken over.</summary>
    public bool IsEarlier => Sampler.StartsWith(EarlierMark, StringComparison.Ordinal);

    /// <summary>Whether it ended with values and keeps every outcome constraint.</summary>
    public bool IsFeasible => State == TrialState.Done && Constraints.All(c => c <= 0);
}
