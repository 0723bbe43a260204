using Assay.Data;
using Assay.Development.Report;
using Assay.Evaluation.Report;
using Assay.Learners;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Development.Splits;

/// <summary>Shows what a random split would have pretended: the same quick model under the honest split and under a random one.</summary>
/// <remarks>
/// Two folds each, development rows only, and as many training rows on both sides, so that only the dealing differs. Time: the last two
/// of five blocks, each predicted from what came before. Groups: two of five grouped parts. Tables of more than two million cells are cut:
/// time to the latest rows, groups to some groups. Intervals by bootstrap over the split's units (blocks of time, groups) or rows.
/// </remarks>
public static class SplitEvidence
{
    private const int MostCells = 2_000_000;
    private const int Parts = 5;
    private const int Draws = 200;

    /// <summary>The summary of the split with, for time and grouped splits, the honest and the random score and the difference.</summary>
    /// <param name="data">The table, leaks left out.</param>
    /// <param name="split">The split.</param>
    /// <param name="metric">What both are scored by.</param>
    /// <param name="options">Seed, threads and cancellation; the settings are not used.</param>
    /// <exception cref="OperationCanceledException">The budget or the user ended the fits.</exception>
    public static SplitSummary Measure(Dataset data, Split split, Metric metric, FitOptions options)
    {
        var summary = SplitSummary.Of(split);
        var rows = split.Kind == SplitKind.Stratified || data.Features.Count == 0 ? [] : Rows(data, split, options.Seed);
        if (rows.Length < 100)
        {
            return summary;
        }

        var honestFolds = split.Kind == SplitKind.Time
            ? Folds.Forward(rows, Folds.Blocks(rows.Length, Parts), Parts).TakeLast(2).ToArray()
            : Folds.Across(rows, Folds.Grouped(data, rows, split.Units, Parts, options.Seed), Parts).Take(2).ToArray();
        var honest = Score(data, split with { Folds = honestFolds }, metric, options);
        var random = Score(data, split with { Folds = Random(data, rows, honestFolds, options.Seed), Units = [] }, metric, options);
        var optimism = metric.LargerIsBetter ? random.Value - honest.Value : honest.Value - random.Value;
        return summary with
        {
            HonestScore = honest,
            RandomScore = random,
            Optimism = optimism,
            Evidence = [.. split.Evidence, Sentence(metric, honest, random, optimism)],
        };
    }

    private static string Sentence(Metric metric, Interval honest, Interval random, double optimism)
    {
        // Scores on a scale of one are read to three digits after the point, errors in the target's unit to four in all.
        string Figure(double value) => Math.Abs(honest.Value) < 1 ? Figures.Fixed(value, 3) : Figures.Significant(value, 4);
        var reading = optimism > 0 ? $"a random split would flatter by {Figure(optimism)}" : $"a random split would not flatter ({Figure(optimism)})";
        return $"The same quick model scores {metric.Name} {Figure(honest.Value)} [{Figure(honest.Low)}, {Figure(honest.High)}] under this split and {Figure(random.Value)} [{Figure(random.Low)}, {Figure(random.High)}] under a random one: {reading}.";
    }

    // Development rows: in order of time, the latest; or those of some groups.
    private static int[] Rows(Dataset data, Split split, ulong seed)
    {
        var most = Math.Max(1000, MostCells / Math.Max(1, data.Features.Count));
        if (split.Kind == SplitKind.Time)
        {
            return [.. split.Development.OrderBy(r => split.Units[r]).ThenBy(r => r).TakeLast(most)];
        }

        var share = Math.Min(1.0, most / (double)split.Development.Length);
        return [.. split.Development.Where(r => Folds.Hash(seed ^ 0x6E0, split.Units[r]) <= share * ulong.MaxValue)];
    }

    private static Fold[] Random(Dataset data, int[] rows, IReadOnlyList<Fold> honest, ulong seed)
    {
        var folds = Folds.Across(rows, Folds.Stratified(data, rows, [], Parts, seed), Parts);
        return [.. honest.Select((h, k) => folds[k] with
        {
            Train = [.. folds[k].Train.OrderBy(r => Folds.Hash(seed ^ 0x7A1, r)).Take(h.Train.Length).Order()],
        })];
    }

    private static Interval Score(Dataset data, Split split, Metric metric, FitOptions options)
    {
        var predicted = QuickModel.OutOfFold(data, split.Folds, options);
        var score = new FoldScore(data, split, metric);
        return Bootstrap.Of(score.Weighted(predicted), score.Rows.Length, new BootstrapOptions
        {
            Draws = Draws,
            Seed = SeededRandom.Derive(options.Seed, "optimism"),
            Threads = options.Threads,
            Units = score.Units,
            RowWeights = score.RowWeights,
            Cancellation = options.Cancellation,
        });
    }
}
