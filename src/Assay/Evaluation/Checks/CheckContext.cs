using Assay.Data;
using Assay.Evaluation.Baselines;
using Assay.Evaluation.Models;
using Assay.Metrics;
using Assay.Statistics;

namespace Assay.Evaluation.Checks;

/// <summary>What a check may look at.</summary>
public sealed record CheckContext
{
    private const long MostDrawnRows = 200_000_000;
    private const long FewestDraws = 200;

    /// <summary>The labelled rows and what the model predicts for them.</summary>
    public required Predictions Predictions { get; init; }

    /// <summary>The model, to score changed rows with; null when there is only a file of predictions.</summary>
    public EvaluatedModel? Model { get; init; }

    /// <summary>Another system's predictions of the same rows in the same order, to compare with; null when there is none.</summary>
    public Predictions? Against { get; init; }

    /// <summary>The table the model learnt from, read as the rows were; null when it is not at hand.</summary>
    public Dataset? Train { get; init; }

    /// <summary>The main metric.</summary>
    public required Metric Metric { get; init; }

    /// <summary>Every random choice of a check follows from it through a stream named after the check.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The confidence level of intervals, in (0, 1).</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Simpler things on the same rows, the simplest first; empty where nobody scored them.</summary>
    public IReadOnlyList<BaselineScore> Baselines { get; init; } = [];

    /// <summary>How many evaluations looked at these rows before this one.</summary>
    public int Uses { get; init; }

    /// <summary>The unit of every row (group, block of time); empty when every row is its own. Whole units are drawn.</summary>
    public int[] Units { get; init; } = [];

    /// <summary>Ends the check with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Options for drawing rows again, with a stream of the given name; fewer draws, but at least 200, where a draw is of very many rows.</summary>
    public BootstrapOptions Bootstrap(string stream, int draws = 1000) => new()
    {
        Draws = Math.Min(draws, (int)Math.Max(FewestDraws, MostDrawnRows / Math.Max(1, Predictions.Count))),
        Seed = Numerics.SeededRandom.Derive(Seed, stream),
        Threads = Threads,
        Level = Level,
        Units = Units,
        RowWeights = Predictions.Data.Weights.ToArray(),
        Cancellation = Cancellation,
    };
}
