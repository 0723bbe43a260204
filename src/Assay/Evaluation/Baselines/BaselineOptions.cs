using Assay.Data;
using Assay.Statistics;

namespace Assay.Evaluation.Baselines;

/// <summary>What baselines are fitted on and how their scores are compared.</summary>
internal sealed record BaselineOptions
{
    /// <summary>The table the judged model learnt from, if it is at hand, with the task and classes of the evaluated rows; null to fit on those rows themselves.</summary>
    public Dataset? Train { get; init; }

    /// <summary>Folds when baselines are fitted on the evaluated rows, at least 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Draws, seed, threads, level, units and weights of the evaluated rows. Everything random follows from the seed.</summary>
    public BootstrapOptions Bootstrap { get; init; } = new() { Draws = 1000 };
}
