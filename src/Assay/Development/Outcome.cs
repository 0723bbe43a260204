using Assay.Data;
using Assay.Statistics;

namespace Assay.Development;

/// <summary>Everything <c>assay develop</c> found, from leaks to verdict: the JSON document, the page and the report are three views of it.</summary>
/// <remarks>With the same seed and threads every field is the same twice, except timings, memory, paths and identifiers.</remarks>
public sealed record Outcome
{
    /// <summary>What is predicted.</summary>
    public required LearningTask Task { get; init; }

    /// <summary>The metric everything is compared by, kebab case.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether a larger value of the metric is better.</summary>
    public required bool LargerIsBetter { get; init; }

    /// <summary>The smallest gain worth having: a model within it of another is not worse. Null in documents written before it was kept.</summary>
    public UsefulMargin? Margin { get; init; }

    /// <summary>The name of the positive class; null unless binary.</summary>
    public string? Positive { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The threads.</summary>
    public required int Threads { get; init; }

    /// <summary>The table.</summary>
    public required DatasetSummary Dataset { get; init; }

    /// <summary>The split and why.</summary>
    public required SplitSummary Split { get; init; }

    /// <summary>Suspected and certain leaks, most serious first.</summary>
    public required IReadOnlyList<LeakFinding> Leaks { get; init; }

    /// <summary>The four phases in order: before-ml, simple, optimised, complex.</summary>
    public required IReadOnlyList<PhaseResult> Phases { get; init; }

    /// <summary>Every decision of the promotion rule, in the order taken.</summary>
    public required IReadOnlyList<Promotion> Promotions { get; init; }

    /// <summary>The model that is kept.</summary>
    public required ChampionResult Champion { get; init; }

    /// <summary>The verdict in one or two plain sentences.</summary>
    public required string Verdict { get; init; }

    /// <summary>Score against training size, champion first, then the runner-up.</summary>
    public IReadOnlyList<LearningCurve> LearningCurves { get; init; } = [];

    /// <summary>Whether the fitted curves cross at more data, in one plain sentence.</summary>
    public string? Outlook { get; init; }

    /// <summary>The evidence on the locked test part that the report draws.</summary>
    public required TestEvidence Evidence { get; init; }

    /// <summary>What was spent, and what was left out for lack of time.</summary>
    public required BudgetSummary Budget { get; init; }

    /// <summary>Decisions worth telling that belong nowhere else.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The run's identifier in the store.</summary>
    public string Run { get; init; } = "";

    /// <summary>The model folder.</summary>
    public string Model { get; init; } = "";

    /// <summary>The report's path.</summary>
    public string Report { get; init; } = "";
}
