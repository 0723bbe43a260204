using Assay.Evaluation.Report;
using Assay.Tuning;
using Assay.Tuning.Sensitivity;

namespace Assay.Development.SearchReport;

/// <summary>The best configuration or the front, how trials ended, what to tune.</summary>
internal static class BestSection
{
    /// <summary>The section.</summary>
    public static Html Render(StudyFacts facts, Limits limits)
    {
        var best = facts.Objectives == 1 ? facts.History.Best is { } leader ? [leader] : [] : facts.Front;
        var advice = ImportanceMethod.Sentence(facts.Ranked);
        var lead = best.Count == 0 ? Html.Text("No trial ended with values that keep every constraint.")
            : facts.Objectives == 1 ? Html.Text($"Trial {best[0].Number} is the best: {StudyFacts.Text(best[0].Values[0])}.")
            : Html.Text($"On the front, where no other is better in every objective: {StudyFacts.Count(best.Count)}.");
        var counts = facts.Trials.GroupBy(t => StudyFacts.LookOf(t).Title).OrderBy(g => g.Min(t => t.Number)).Select(g => PagePieces.Fact(PageText.Capital(g.Key), Html.Text(Figures.Count(g.Count())), Html.Empty));
        var honest = facts.Objectives == 1 && best.Count > 0 ? Html.Of($"<p class=\"muted\">The best of many is flattered by luck: measure it once more on rows the search has not seen.</p>") : Html.Empty;
        return PagePieces.Section("best", "Best", lead, Html.Of(
            $"<dl class=\"facts\">{counts}</dl>{(advice.Length == 0 ? Html.Empty : Html.Of($"<p>{limits.Sentence(advice)}</p>"))}{Table(facts, limits, best)}{honest}"));
    }

    private static Html Table(StudyFacts facts, Limits limits, IReadOnlyList<Tuning.Trial> best)
    {
        if (best.Count == 0)
        {
            return Html.Empty;
        }

        if (facts.Objectives > 1)
        {
            var head = Html.Of($"<th scope=\"col\">Trial</th>{Enumerable.Range(0, facts.Objectives).Select(k => Html.Of($"<th scope=\"col\" class=\"number\">Objective {k + 1}</th>"))}<th scope=\"col\">Parameters</th>");
            return Html.Of($"{PagePieces.Table("Front", head, limits.Shown(best).Select(t => Html.Of($"<tr><th scope=\"row\">{t.Number}</th>{t.Values.Select(v => Html.Of($"<td class=\"number\">{StudyFacts.Text(v)}</td>"))}<td>{limits.Sentence(t.Configuration.ToString())}</td></tr>")))}{limits.Rest(best.Count, "trials")}");
        }

        return PagePieces.Table("Best configuration", Html.Of($"<th scope=\"col\">Parameter</th><th scope=\"col\" class=\"number\">Value</th>"), best[0].Configuration.Texts.Select(p =>
            Html.Of($"<tr><th scope=\"row\">{limits.Name(p.Key)}</th><td class=\"number\">{limits.Name(p.Value)}</td></tr>")));
    }
}
