using Assay.Data;
using Assay.Evaluation.Models;
using Assay.Statistics;

namespace Assay.Evaluation.Comparing;

/// <summary>Two systems on the same rows: is the second better than the first, by how much, and at what cost.</summary>
public sealed record Comparison
{
    /// <summary>The first system, usually today's.</summary>
    public required string First { get; init; }

    /// <summary>The second system, the one that wants its place.</summary>
    public required string Second { get; init; }

    /// <summary>What is predicted.</summary>
    public required LearningTask Task { get; init; }

    /// <summary>Rows both have; nothing else is compared.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows only the first has.</summary>
    public int OnlyInFirst { get; init; }

    /// <summary>Rows only the second has.</summary>
    public int OnlyInSecond { get; init; }

    /// <summary>Whole units that were drawn (groups of rows, blocks of time) instead of rows; null when rows are independent.</summary>
    public string? Units { get; init; }

    /// <summary>The metric the verdict is about.</summary>
    public required MetricComparison Main { get; init; }

    /// <summary>The other headline metrics of the task, by name.</summary>
    public IReadOnlyList<MetricComparison> Others { get; init; } = [];

    /// <summary>The smallest true gain of the main metric these rows would have shown, with the power below; NaN when undefined.</summary>
    public double SmallestDetectable { get; init; }

    /// <summary>Rows needed to find a true gain of twice the margin with that power.</summary>
    public double RowsNeeded { get; init; }

    /// <summary>The power both speak of.</summary>
    public double Power { get; init; }

    /// <summary>The main metric slice by slice, worst first.</summary>
    public IReadOnlyList<SliceComparison> Slices { get; init; } = [];

    /// <summary>The costs with a limit.</summary>
    public IReadOnlyList<CostComparison> Costs { get; init; } = [];

    /// <summary>What one should know: rows that were left out, levels that are too rare, and the like.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What predicting cost the first system; nothing for a file of predictions.</summary>
    public PredictionTime FirstTime { get; init; } = PredictionTime.None;

    /// <summary>What predicting cost the second system.</summary>
    public PredictionTime SecondTime { get; init; } = PredictionTime.None;

    /// <summary>Whether the gate fails: the second is worse, or a slice or a cost is beyond its limit.</summary>
    public bool Fails => Main.Decision == Decision.Worse || Slices.Any(s => s.State == LimitState.Exceeded) || Costs.Any(c => c.State == LimitState.Exceeded);

    /// <summary>Whether anything asked could not be told.</summary>
    public bool IsOpen => Main.Decision == Decision.CannotTell || Slices.Any(s => s.State == LimitState.CannotTell) || Costs.Any(c => c.State == LimitState.CannotTell);

    /// <summary>One or two plain sentences.</summary>
    public required string Verdict { get; init; }
}
