using Assay.Data;
using Assay.Metrics;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Comparing;

/// <summary>Compares two systems on the rows both have.</summary>
public static class CompareJob
{
    /// <summary>Pairs the rows, checks that their truth agrees, and compares.</summary>
    /// <param name="first">The first system, usually today's.</param>
    /// <param name="second">The second system, the one that wants its place.</param>
    /// <param name="options">Metric, margin, level, slices, limits.</param>
    /// <param name="costs">What the two cost beside the columns of their files; null for nothing.</param>
    /// <exception cref="AssayException"><c>data.…</c> when the rows or their truth do not fit together, <c>usage.…</c> when the metric does not fit the predictions.</exception>
    public static Comparison Run(Predictions first, Predictions second, ComparisonOptions options, (Costs First, Costs Second)? costs = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var pair = PairedPredictions.Of(first, second);
        var metric = MainMetric(pair, options);
        // What may not fit what was typed comes first, so that nobody waits for a misspelt column.
        CostComparison[] grown = [.. options.CostLimits.Select(limit => CostGrowth.Of(limit, pair, costs ?? (Costs.None, Costs.None), options))];
        var (slices, notes) = new SliceGains(pair, metric, options).All();
        var gains = new PairedGains(pair, options);
        var main = gains.Of(metric, options.Margin);
        var others = Catalogue<Metric>.All.Where(m => m.IsHeadline && m.Name != metric.Name && pair.Allows(m)).Select(m => gains.Of(m, null)).ToArray();
        var adjusted = AdjustedP.Holm([.. others.Select(o => double.IsNaN(o.P) ? 1 : o.P)]);
        var comparison = new Comparison
        {
            First = first.Name,
            Second = second.Name,
            Task = pair.Data.Task,
            Rows = pair.Data.RowCount,
            OnlyInFirst = first.Count - pair.Data.RowCount,
            OnlyInSecond = second.Count - pair.Data.RowCount,
            Units = pair.UnitsBy,
            Main = main with { AdjustedP = main.P },
            Others = [.. others.Zip(adjusted, (o, p) => o with { AdjustedP = double.IsNaN(o.P) ? double.NaN : p })],
            SmallestDetectable = Gate.SmallestDetectable(main.Gain, main.Margin, options.Power),
            RowsNeeded = Gate.RowsNeeded(main.Gain, pair.Data.RowCount, (2 * main.Margin, main.Margin), options.Power),
            Power = options.Power,
            Slices = slices,
            Costs = grown,
            Notes = [.. pair.Notes, .. notes],
            Verdict = "",
        };
        return comparison with { Verdict = ComparisonVerdict.Say(comparison) };
    }

    private static Metric MainMetric(PairedPredictions pair, ComparisonOptions options)
    {
        var allowed = Catalogue<Metric>.All.Where(pair.Allows).ToList();
        if (options.Metric is { } asked)
        {
            return pair.Allows(asked) ? asked : throw new AssayException(
                "usage.metric-task",
                $"{asked.Name} does not fit these predictions ({pair.Data.Task.ToString().ToLowerInvariant()}; {pair.Kinds}). Choose one of {string.Join(", ", allowed.Select(m => m.Name))}.");
        }

        var usual = DefaultMetric.For(pair.Data.Task);
        return pair.Allows(usual) ? usual : pair.Allows(new Accuracy()) ? new Accuracy() : allowed.FirstOrDefault() ?? throw new AssayException(
            "usage.metric-task", $"No metric makes sense of both ({pair.Kinds}): one predicts classes only, the other scores on a scale of its own. Give both as classes or both as probabilities.");
    }
}
