namespace Assay.Tuning;

/// <summary>How a trial ended.</summary>
public sealed record TrialOutcome
{
    /// <summary>One value an objective; empty when it failed. Of a pruned trial: the values so far, if any.</summary>
    public IReadOnlyList<double> Values { get; init; } = [];

    /// <summary>Outcome constraints, kept where at most 0; the same number in every trial.</summary>
    public IReadOnlyList<double> Constraints { get; init; } = [];

    /// <summary>Done, failed or pruned.</summary>
    public TrialState State { get; init; } = TrialState.Done;

    /// <summary>What the trial has cost, in a unit of the user's: seconds of a graphics card, money; null when unknown.</summary>
    public double? Cost { get; init; }

    /// <summary>What went wrong, for a failed one.</summary>
    public string? Error { get; init; }

    /// <summary>A finished trial with these values.</summary>
    public static TrialOutcome Of(params IReadOnlyList<double> values) => new() { Values = values };

    /// <summary>A failed trial.</summary>
    public static TrialOutcome Failure(string error) => new() { State = TrialState.Failed, Error = error };
}
