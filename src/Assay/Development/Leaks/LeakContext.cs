using Assay.Data;
using Assay.Development.Splits;

namespace Assay.Development.Leaks;

/// <summary>What leak checks look at. Everything costly is worked out once, when first asked for.</summary>
public sealed class LeakContext
{
    private const int MostCells = 2_000_000;
    private const int FewestRows = 2_000;
    private readonly Lazy<int[]> rows;
    private readonly Lazy<IReadOnlyList<ColumnStrength>> strengths;

    /// <summary>Looks at a table under a split.</summary>
    public LeakContext()
    {
        rows = new Lazy<int[]>(() => RowSample.Take(Split!.Development, Math.Min(RowLimit, Math.Max(FewestRows, MostCells / Math.Max(1, Data!.Features.Count))), Seed));
        strengths = new Lazy<IReadOnlyList<ColumnStrength>>(() => ColumnStrength.OfAll(Data!, Rows, Seed, Cancellation));
    }

    /// <summary>The table.</summary>
    public required Dataset Data { get; init; }

    /// <summary>The split; labels of its test part are never looked at.</summary>
    public required Split Split { get; init; }

    /// <summary>Every random choice follows from this.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads; the findings do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Ends the checks.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The most development rows that models are fitted on. A count, not a time, so that the same seed finds the same.</summary>
    public int RowLimit { get; init; } = 20_000;

    /// <summary>What earlier stages found.</summary>
    public IReadOnlyList<LeakFinding> Earlier { get; private init; } = [];

    /// <summary>At most <see cref="RowLimit"/> development rows, chosen by hash, in file order; fewer, but not below 2,000, when they would hold over two million cells.</summary>
    public int[] Rows => rows.Value;

    /// <summary>How well each feature predicts the target alone, strongest first; features that cannot be measured are left out.</summary>
    internal IReadOnlyList<ColumnStrength> Strengths => strengths.Value;

    /// <summary>The next stage's view: findings so far, and no column that was found certain.</summary>
    internal LeakContext After(IReadOnlyList<LeakFinding> findings)
    {
        var certain = findings.Where(f => f.Certainty == LeakCertainty.Certain).SelectMany(f => f.Columns).ToHashSet(StringComparer.Ordinal);
        return new LeakContext
        {
            Data = Data.Without(certain, "Left out: a certain leak."),
            Split = Split,
            Seed = Seed,
            Threads = Threads,
            Cancellation = Cancellation,
            RowLimit = RowLimit,
            Earlier = findings,
        };
    }
}
