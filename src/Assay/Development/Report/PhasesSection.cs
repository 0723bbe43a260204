using Assay.Evaluation.Report;
namespace Assay.Development.Report;

/// <summary>The four phases as a board: the best of each, what it costs, and the decision that led on or did not.</summary>
internal static class PhasesSection
{
    /// <summary>The section.</summary>
    public static Html Render(ReportContext context)
    {
        var outcome = context.Outcome;
        var scale = Scale(outcome);
        var pieces = new List<Html>();
        for (var i = 0; i < outcome.Phases.Count; i++)
        {
            if (i > 0)
            {
                pieces.Add(Gate(context, outcome.Phases[i]));
            }

            pieces.Add(Card(context, outcome.Phases[i], scale));
        }

        return PagePieces.Section(
            "phases",
            "Four phases, one rule",
            Html.Text("A later phase replaces a simpler model only when it is better by a significant and worthwhile margin for what it costs. Scores are out of fold, on the same folds for all."),
            Html.Of($"<div class=\"board\">{pieces}</div>"));
    }

    private static Scale Scale(Outcome outcome)
    {
        var best = outcome.Phases.Select(p => p.Candidates.FirstOrDefault(c => c.Name == p.Best)?.Score).OfType<Statistics.Interval>();
        var (low, high) = ScoreRange.Whole(best);
        return Whisker.Scale(low, high);
    }

    private static Html Card(ReportContext context, PhaseResult phase, Scale scale)
    {
        var outcome = context.Outcome;
        var look = PhaseLook.Of(phase.Name);
        var failed = phase.Candidates.Count(c => c.Error is not null);
        var refused = phase.Candidates.Count(c => c.Refused is not null);
        var tried = $"{phase.Candidates.Count - refused} tried{(failed > 0 ? $", {failed} failed" : "")}{(refused > 0 ? $", {refused} not for this table" : "")}";
        var holdsChampion = phase.Candidates.Any(c => c.Name == outcome.Champion.Name);
        var champion = holdsChampion ? PagePieces.Badge("good", "★", "champion") : Html.Empty;
        var best = phase.Candidates.FirstOrDefault(c => c.Name == phase.Best);
        var other = !holdsChampion || phase.Best == outcome.Champion.Name ? Html.Empty
            : Html.Of($" · champion {context.Limits.Name(outcome.Champion.Name)} {Figures.Of(phase.Candidates.First(c => c.Name == outcome.Champion.Name).Score)}");
        var body = best is null
            ? Html.Of($"<p class=\"muted\">{(phase.Candidates.Count == 0 ? "Nothing was tried." : "No candidate finished.")}</p>")
            : Best(context, best, scale, look);
        return Html.Of($"""
            <article class="card {look.Class}{(holdsChampion ? " champion" : "")}" aria-label="Phase: {look.Title}">
            <h3>{Marker.Inline(look.Shape, look.Class)} {look.Title} {champion}</h3>
            {body}
            <p class="muted tried">{tried}{other}</p>
            </article>
            """);
    }

    private static Html Best(ReportContext context, CandidateResult best, Scale scale, Look look)
    {
        return Html.Of($"""
            <p class="best">{context.Limits.Name(best.Name)}</p>
            <p class="score"><span class="figure">{Figures.Value(best.Score)}</span> <span class="muted">{Figures.Limits(best.Score)}</span></p>
            {Whisker.Draw(best.Score, scale, look)}
            <dl class="costs">
            <div class="gain"><dt>Gain over the phase before</dt><dd>{(best.Gain is null ? "none to compare" : Figures.Gain(best.Gain))}</dd></div>
            <div><dt>Fit</dt><dd>{Figures.Seconds(best.FitSeconds)} CPU</dd></div>
            <div><dt>Predict</dt><dd>{Figures.Microseconds(best.PredictMicrosecondsPerRow)} a row</dd></div>
            <div><dt>Size</dt><dd>{Figures.Bytes(best.ModelBytes)}</dd></div>
            </dl>
            """);
    }

    // The decision that matters between two phases: the promoted candidate's, else the best candidate's, else the last one taken.
    private static Html Gate(ReportContext context, PhaseResult phase)
    {
        var names = phase.Candidates.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var decisions = context.Outcome.Promotions.Where(p => names.Contains(p.To)).ToList();
        var decision = decisions.LastOrDefault(p => p.Promoted)
            ?? decisions.LastOrDefault(p => p.To == phase.Best)
            ?? decisions.LastOrDefault();
        return decision is null
            ? Html.Of($"<div class=\"gate\"><span class=\"badge plain\"><span aria-hidden=\"true\">·</span> no decision</span></div>")
            : Html.Of($"<div class=\"gate {(decision.Promoted ? "open" : "shut")}\">{PromotionsSection.Badge(decision)}<p>{context.Limits.Sentence(decision.Sentence)}</p></div>");
    }
}
