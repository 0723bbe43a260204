using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Development.Report;

/// <summary>Every decision of the promotion rule, in the order taken, with its figures.</summary>
internal static class PromotionsSection
{
    /// <summary>The section.</summary>
    public static Html Render(ReportContext context)
    {
        var promotions = context.Outcome.Promotions;
        var body = promotions.Count == 0
            ? Html.Of($"<p class=\"muted\">No decision was taken: there was nothing to compare.</p>")
            : Html.Of($"<ol class=\"decisions\">{context.Limits.Shown(promotions).Select(p => Row(context, p))}</ol>{context.Limits.Rest(promotions.Count, "decisions")}");
        return PagePieces.Section(
            "decisions",
            "Every decision",
            Html.Text("Each comparison is paired on the same rows, corrected for the number of candidates tried, and asks for a gain that grows with the cost."),
            body);
    }

    /// <summary>Whether the candidate became champion.</summary>
    public static Html Badge(Promotion promotion) => promotion.Promoted
        ? PagePieces.Badge("good", "▲", "promoted")
        : PagePieces.Badge("plain", "■", promotion.Verdict switch
        {
            Decision.Better => "better, not worth its cost",
            Decision.EqualWithinMargin => "equal within the margin",
            Decision.Worse => "worse",
            _ => "cannot tell",
        });

    private static Html Row(ReportContext context, Promotion promotion) => Html.Of($"""
        <li><p class="pair">{context.Limits.Name(promotion.To)} <span class="muted">against</span> {context.Limits.Name(promotion.From)} {Badge(promotion)}</p>
        <p>{context.Limits.Sentence(promotion.Sentence)}</p>
        <dl class="inline">
        <div><dt>Gain</dt><dd>{Figures.Gain(promotion.Difference)}</dd></div>
        <div><dt>Asked for</dt><dd>{Figures.Given(promotion.RequiredGain)}</dd></div>
        <div><dt>Cost</dt><dd>{Figures.Times(promotion.CostRatio)}</dd></div>
        <div><dt>p after Holm</dt><dd>{Figures.Probability(promotion.AdjustedP)}</dd></div>
        <div><dt>t over folds</dt><dd>{Figures.Fixed(promotion.FoldT, 2)}</dd></div>
        </dl></li>
        """);
}
