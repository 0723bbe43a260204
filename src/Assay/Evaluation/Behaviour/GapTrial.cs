using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Evaluation.Behaviour;

/// <summary>Compares what groups were given.</summary>
internal sealed class GapTrial(CheckContext context, CheckSettings settings, string guess)
{
    /// <summary>One result a column and measure; all gaps are judged together.</summary>
    public IReadOnlyList<CheckResult> Run(IReadOnlyList<Groups> columns)
    {
        var measures = FairnessMeasure.Of(context.Predictions, FairnessCheck.Favourable(context, settings));
        var tests = columns.Sum(g => g.Names.Count == 2 ? 1 : g.Names.Count) * measures.Count;
        var level = 1 - ((1 - context.Level) / Math.Max(1, tests));
        var all = columns.SelectMany(g => measures.Select(m => (Groups: g, Measure: m, Gaps: GroupGap.Of(context, g, m, level)))).ToArray();
        double[] p = [.. all.SelectMany(a => a.Gaps).Select(g => g.Gap.P)];
        double[] defined = AdjustedP.Holm([.. p.Where(v => !double.IsNaN(v))]);
        var (adjusted, next) = (new double[p.Length], 0);
        for (var i = 0; i < p.Length; i++)
        {
            adjusted[i] = double.IsNaN(p[i]) ? double.NaN : defined[next++];
        }

        var results = new List<CheckResult>();
        var start = 0;
        foreach (var one in all)
        {
            results.Add(Result(one.Groups, one.Measure, one.Gaps, adjusted.AsSpan(start, one.Gaps.Count)) with
            {
                Correction = $"{tests} gaps judged together: intervals at level {Figures.Level(level)} (Bonferroni), p values by Holm",
            });
            start += one.Gaps.Count;
        }

        return results;
    }

    private CheckResult Result(Groups groups, FairnessMeasure measure, IReadOnlyList<GroupGap> gaps, ReadOnlySpan<double> adjusted)
    {
        var limit = settings.Number("limit", 0.1, 0);
        var statuses = gaps.Select(g => Within(g.Gap.Difference, limit)).ToArray();
        // The gap that decides: one that failed, then the widest one.
        var worst = Enumerable.Range(0, gaps.Count).OrderByDescending(i => statuses[i] == CheckStatus.Failed).ThenByDescending(i => Math.Abs(gaps[i].Gap.Difference.Value)).First();
        var gap = gaps[worst];
        var status = statuses.Contains(CheckStatus.Failed) ? CheckStatus.Failed : statuses.Contains(CheckStatus.CannotTell) ? CheckStatus.CannotTell : CheckStatus.Passed;
        var inTruth = GroupGap.InTruth(groups, measure, gap.Group);
        var others = groups.Names.Count == 2 ? groups.Names.First(n => n != gap.Group) : "all others";
        var sentence = gap.Gap.Difference.Undefined is { } reason
            ? $"The {measure.Name} of {gap.Group} cannot be compared: {reason}."
            : $"The {measure.Name} of {gap.Group} is {Figures.Of(gap.Gap.Difference)} from that of {others}; up to {Figures.Number(limit)} is accepted{(double.IsNaN(inTruth) ? "" : $" (the truth itself differs by {Figures.Number(inTruth)})")}.";
        return new CheckResult
        {
            Check = settings.Check,
            Subject = $"{groups.Column}: {measure.Name}",
            Status = status,
            Sentence = sentence,
            Measure = $"gap of the {measure.Name}",
            Effect = gap.Gap.Difference,
            Limit = limit,
            Rows = groups.Of.Index().Count(g => g.Item >= 0 && !double.IsNaN(measure.Values[g.Index])),
            Method = $"each group less all others{guess}",
            AdjustedP = adjusted[worst],
            Table = Table(gaps, adjusted.ToArray()),
        };
    }

    private static CheckTable Table(IReadOnlyList<GroupGap> gaps, double[] adjusted) => new(
        ["group", "rows", "mean", "gap", "p"],
        [.. gaps.Select((g, i) => (IReadOnlyList<string>)[g.Group, Figures.Count(g.Rows), Figures.Number(g.Mean), Figures.Of(g.Gap.Difference), double.IsNaN(adjusted[i]) ? "" : Figures.Probability(adjusted[i])])]);

    /// <summary>Where an interval lies in the band around 0: passed inside, failed outside, otherwise cannot tell.</summary>
    internal static CheckStatus Within(Interval gap, double limit) => gap switch
    {
        { Low: double.NaN } or { High: double.NaN } => CheckStatus.CannotTell,
        _ when gap.Low >= -limit && gap.High <= limit => CheckStatus.Passed,
        _ when gap.Low > limit || gap.High < -limit => CheckStatus.Failed,
        _ => CheckStatus.CannotTell,
    };
}
