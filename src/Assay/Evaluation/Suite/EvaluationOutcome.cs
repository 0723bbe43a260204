using Assay.Data;
using Assay.Evaluation.Baselines;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Models;
using Assay.Statistics;

namespace Assay.Evaluation.Suite;

/// <summary>What an evaluation found: the scores, every check with its evidence, and whether the gate holds.</summary>
public sealed record EvaluationOutcome
{
    /// <summary>Who was judged.</summary>
    public required string Name { get; init; }

    /// <summary>The rows it was judged on.</summary>
    public required string Data { get; init; }

    /// <summary>What is predicted.</summary>
    public required LearningTask Task { get; init; }

    /// <summary>The target's name.</summary>
    public required string Target { get; init; }

    /// <summary>How many rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The main metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The headline metrics the predictions allow, by name, the main one among them.</summary>
    public required IReadOnlyDictionary<string, Interval> Metrics { get; init; }

    /// <summary>Simpler things on the same rows, and how much the model adds to each.</summary>
    public IReadOnlyList<BaselineScore> Baselines { get; init; } = [];

    /// <summary>How many evaluations had looked at these rows before.</summary>
    public int Uses { get; init; }

    /// <summary>Every result, in the order of the suite: passes too.</summary>
    public required IReadOnlyList<CheckResult> Results { get; init; }

    /// <summary>Checks that were left out, with the reason, by name.</summary>
    public required IReadOnlyDictionary<string, string> NotApplicable { get; init; }

    /// <summary>What one should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>One or two plain sentences.</summary>
    public required string Verdict { get; init; }

    /// <summary>What predicting cost; nothing for a file of predictions.</summary>
    public PredictionTime Time { get; init; } = PredictionTime.None;

    /// <summary>The run in the store; empty when it was not recorded.</summary>
    public string Run { get; init; } = "";

    /// <summary>Where the report was written; empty when none was.</summary>
    public string Report { get; init; } = "";

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Whether no check had anything to look at.</summary>
    public bool IsEmpty => Results.All(r => r.Status == CheckStatus.NotApplicable);

    /// <summary>Whether the gate fails: a check failed, or none looked.</summary>
    public bool Fails => IsEmpty || Results.Any(r => r.Status == CheckStatus.Failed);

    /// <summary>Whether a check could not tell, or one of the suite had nothing to look at.</summary>
    public bool IsOpen => Results.Any(r => r.Status == CheckStatus.CannotTell) || Results.GroupBy(r => r.Check).Any(c => c.All(r => r.Status == CheckStatus.NotApplicable));
}
