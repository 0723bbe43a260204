using Assay.Data;
using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Development.Report;

/// <summary>The answer first: the verdict's sentences, the champion's figures, and the champion beside the best baseline.</summary>
internal static class VerdictSection
{
    /// <summary>The section.</summary>
    public static Html Render(ReportContext context)
    {
        var outcome = context.Outcome;
        return Html.Of($"""
            <section id="verdict" class="verdict" aria-labelledby="verdict-h">
            <h2 id="verdict-h" class="eyebrow">Verdict</h2>
            <p class="sentence">{context.Limits.Sentence(outcome.Verdict)}</p>
            <dl class="facts">{Facts(context)}</dl>
            {Comparison(outcome)}
            {OtherMetrics(context)}
            </section>
            """);
    }

    private static IEnumerable<Html> Facts(ReportContext context)
    {
        var outcome = context.Outcome;
        var champion = outcome.Champion;
        var test = champion.Test.GetValueOrDefault(outcome.Metric);
        yield return PagePieces.Fact("Champion", context.Limits.Name(champion.Name), ReportContext.PhaseChip(champion.Phase));
        yield return Score($"{outcome.Metric} on the locked test part", test, signed: false);
        yield return champion.GainOverBaseline is null
            ? PagePieces.Fact("Gain over the best baseline without learning", Html.Text("—"), Html.Text(Spelled.GainOverBaseline(champion)))
            : Score("Gain over the best baseline without learning", champion.GainOverBaseline, signed: true);
        if (context.Find(champion.Name) is { } found)
        {
            yield return PagePieces.Fact(
                "Cost",
                Html.Text(Figures.Bytes(found.Candidate.ModelBytes)),
                Html.Text($"{Figures.Microseconds(found.Candidate.PredictMicrosecondsPerRow)} a row, {Figures.Seconds(found.Candidate.FitSeconds)} CPU to fit"));
        }
    }

    private static Html Score(string caption, Interval? score, bool signed)
    {
        if (score is null || double.IsNaN(score.Value))
        {
            return PagePieces.Fact(caption, Html.Text("—"), Html.Text(Figures.Of(score)));
        }

        var sign = signed && score.Value > 0 ? "+" : "";
        var limits = Figures.HasLimits(score) ? $"{Figures.Level(score.Level)} interval {Figures.Limits(score)}" : "no interval";
        return PagePieces.Fact(caption, Html.Text(sign + Figures.Value(score)), Html.Text(limits));
    }

    private static Html Comparison(Outcome outcome)
    {
        var champion = outcome.Champion.Test.GetValueOrDefault(outcome.Metric);
        if (champion is null || double.IsNaN(champion.Value) || outcome.Champion.BaselineTest is not { Value: not double.NaN } baseline)
        {
            return Html.Empty;
        }

        var better = outcome.LargerIsBetter ? "larger is better" : "smaller is better";
        return IntervalRows.Draw(
            new ChartFigure("verdict-chart", "Champion and best baseline on the locked test part", $"Champion {Figures.Of(champion)}, baseline {Figures.Of(baseline)}, {outcome.Metric}, {better}."),
            $"{outcome.Metric}, {better}",
            [
                new("Champion", champion, PhaseLook.Of(outcome.Champion.Phase)),
                new("Best baseline", baseline, PhaseLook.Of("before-ml")),
            ]);
    }

    private static Html OtherMetrics(ReportContext context)
    {
        var outcome = context.Outcome;
        var tests = outcome.Champion.Test;
        if (tests.Count < 2)
        {
            return Html.Empty;
        }

        var rows = tests.OrderBy(t => t.Key != outcome.Metric).ThenBy(t => t.Key, StringComparer.Ordinal).Select(t => Html.Of($"""
            <tr><th scope="row">{t.Key}</th><td class="number">{Figures.Fixed(t.Value.Value, Figures.Decimals(t.Value))}</td><td class="number">{(double.IsNaN(t.Value.Value) ? t.Value.Undefined : Figures.Limits(t.Value))}</td><td class="muted">{t.Value.Method}</td></tr>
            """));
        var unit = outcome.Task == LearningTask.Regression ? $", in the unit of {outcome.Dataset.Target} where it has one" : "";
        return PagePieces.Fold(
            $"All {tests.Count} metrics on the {Figures.Count(outcome.Split.TestRows)} test rows",
            PagePieces.Table(
                $"Test metrics{unit}",
                Html.Of($"<th scope=\"col\">Metric</th><th scope=\"col\" class=\"number\">Value</th><th scope=\"col\" class=\"number\">95 % interval</th><th scope=\"col\">Method</th>"),
                rows));
    }
}
