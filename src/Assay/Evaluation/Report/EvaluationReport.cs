using Assay.Evaluation.Checks;
using Assay.Evaluation.Suite;

namespace Assay.Evaluation.Report;

/// <summary>The report of an evaluation: one self-contained HTML page, verdict first, every check with its evidence, passes too.</summary>
/// <remarks>No script, no request, at most <see cref="LargestBytes"/> whatever the data.</remarks>
public static class EvaluationReport
{
    /// <summary>The page is never larger, in bytes of UTF-8.</summary>
    public const int LargestBytes = 3_000_000;

    private static readonly Look plain = new("", "phase-2", MarkerShape.Circle);
    private static readonly Look simple = new("", "phase-0", MarkerShape.Square);

    /// <summary>Renders the page.</summary>
    /// <param name="outcome">What was found.</param>
    /// <param name="made">The date printed in the head of the page.</param>
    /// <param name="again">The command that repeats the evaluation; empty when there is none.</param>
    public static string Render(EvaluationOutcome outcome, DateTimeOffset made, string again) => HtmlPage.Fitting(LargestBytes, limits => new HtmlPage(
        $"{PageText.Short(outcome.Name, 60)} on {PageText.Short(outcome.Data, 60)}",
        Html.Of($"{limits.Name(outcome.Name)} <span class=\"in\">on {limits.Name(outcome.Data)}</span>"),
        Html.Of($"{outcome.Task.ToString().ToLowerInvariant()} · {limits.Name(outcome.Target)} · {Figures.Count(outcome.Rows)} rows · {HtmlPage.Date(made)}{(outcome.Run.Length == 0 ? "" : $" · run {outcome.Run}")}"),
        [.. Sections(outcome, limits, again)]));

    private static IEnumerable<(string Id, string Title, Html Body)> Sections(EvaluationOutcome outcome, Limits limits, string again)
    {
        yield return ("verdict", "Verdict", Verdict(outcome, limits));
        yield return ("scores", "Scores", Scores(outcome, limits));
        foreach (var group in outcome.Results.GroupBy(r => r.Check))
        {
            yield return ("check-" + group.Key, Catalogue<Check>.Find(group.Key).Title, CheckSection.Render([.. group], limits));
        }

        if (outcome.NotApplicable.Count > 0)
        {
            yield return ("left-out", "Left out", PagePieces.Section("left-out", "What was left out, and why", Html.Empty, Html.Of($"<ul>{outcome.NotApplicable.Select(n => Html.Of($"<li><strong>{n.Key}</strong>: {limits.Sentence(n.Value)}</li>"))}</ul>")));
        }

        if (again.Length > 0)
        {
            yield return ("again", "Again", PagePieces.Section("again", "Run it again", Html.Empty, Html.Of($"<pre><code>{again}</code></pre>")));
        }
    }

    private static Html Verdict(EvaluationOutcome outcome, Limits limits)
    {
        int Count(CheckStatus status) => outcome.Results.Count(r => r.Status == status);
        var facts = new[]
        {
            PagePieces.Fact("Gate", outcome.Fails ? PagePieces.Badge("bad", "×", "fails") : PagePieces.Badge("good", "✓", "holds"), Html.Of($"{Count(CheckStatus.Failed)} of {outcome.Results.Count} results failed")),
            PagePieces.Fact(outcome.Metric, Html.Text(Figures.Value(outcome.Metrics[outcome.Metric])), Html.Text(Figures.Limits(outcome.Metrics[outcome.Metric]))),
            PagePieces.Fact("Passed", Html.Text(Figures.Count(Count(CheckStatus.Passed))), Html.Empty),
            PagePieces.Fact("Cannot tell", Html.Text(Figures.Count(Count(CheckStatus.CannotTell))), Html.Empty),
            PagePieces.Fact("Evaluations on these rows before", Html.Text(Figures.Count(outcome.Uses)), Html.Empty),
        };
        string[] said = [.. outcome.Notes, .. outcome.Time.Rows == 0 ? [] : new[] { $"Predicting took {outcome.Time.Words}." }];
        var notes = said.Length == 0 ? Html.Empty : Html.Of($"<ul class=\"muted\">{said.Select(n => Html.Of($"<li>{limits.Sentence(n)}</li>"))}</ul>");
        return PagePieces.Section("verdict", "Verdict", limits.Sentence(outcome.Verdict), Html.Of($"<dl class=\"facts\">{facts}</dl>{notes}"));
    }

    private static Html Scores(EvaluationOutcome outcome, Limits limits)
    {
        var rows = outcome.Metrics.OrderBy(m => m.Key != outcome.Metric).Select(m => Html.Of(
            $"<tr><th scope=\"row\">{m.Key}</th><td class=\"number\">{Figures.Of(m.Value)}</td><td class=\"muted\">{limits.Sentence(m.Value.Undefined ?? m.Value.Method)}</td></tr>"));
        var defined = outcome.Baselines.Where(b => double.IsFinite(b.Score.Value)).ToList();
        var baselines = defined.Count == 0 ? Html.Empty : Html.Of($"<h3>Against something simpler</h3>{PagePieces.Table("Baselines", Html.Of($"<th scope=\"col\">Baseline</th><th scope=\"col\" class=\"number\">Its {outcome.Metric}</th><th scope=\"col\" class=\"number\">Gain of the model</th><th scope=\"col\" class=\"number\">Skill</th>"), defined.Select(b => Html.Of($"<tr><th scope=\"row\">{limits.Name(b.Name)}<span class=\"second muted\">{limits.Sentence(b.Source)}</span></th><td class=\"number\">{Figures.Of(b.Score)}</td><td class=\"number\">{Figures.Gain(b.Gain)}</td><td class=\"number\">{Figures.Of(b.Skill)}</td></tr>")))}<p class=\"muted\">Skill is the share of the way from the baseline to perfection: 1 is perfect, 0 no better than the baseline.</p>");
        var figure = new ChartFigure("scores-chart", "Scores", $"{outcome.Metric} {Figures.Of(outcome.Metrics[outcome.Metric])}.");
        var chart = IntervalRows.Draw(figure, outcome.Metric, [.. defined.Select(b => new IntervalRow(b.Name, b.Score, simple)), new IntervalRow(outcome.Name.Length > 28 ? "this model" : outcome.Name, outcome.Metrics[outcome.Metric], plain)]);
        return PagePieces.Section("scores", "Scores", Html.Empty, Html.Of(
            $"{chart}{PagePieces.Table("Scores", Html.Of($"<th scope=\"col\">Metric</th><th scope=\"col\" class=\"number\">Score (95 %)</th><th scope=\"col\">Interval by</th>"), rows)}{baselines}"));
    }
}
