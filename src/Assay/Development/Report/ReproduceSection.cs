using Assay.Evaluation.Report;
namespace Assay.Development.Report;

/// <summary>How to get the same again, what was spent, and what was left out.</summary>
internal static class ReproduceSection
{
    /// <summary>The section.</summary>
    public static Html Render(ReportContext context)
    {
        var outcome = context.Outcome;
        var command = outcome.Run.Length == 0 ? Html.Empty
            : Html.Of($"<pre tabindex=\"0\" role=\"region\" aria-label=\"Command\"><code>assay runs reproduce {outcome.Run}</code></pre>");
        return PagePieces.Section("reproduce", "Get it back next year", Html.Empty, Html.Of($"""
            {command}
            <dl class="table">{Facts(context)}</dl>
            {Clock(outcome)}
            {List(context, "Left out", Spelled.LeftOut(outcome.Budget.LeftOut, 20))}
            {List(context, "Notes", [.. outcome.Notes, .. outcome.Budget.Uncut])}
            """));
    }

    private static IEnumerable<Html> Facts(ReportContext context)
    {
        var outcome = context.Outcome;
        var budget = outcome.Budget;
        var print = outcome.Dataset.Fingerprint;
        yield return Row("Data, rows in order", Html.Of($"<code>{print.Ordered}</code>"));
        yield return Row("Data, any row order", Html.Of($"<code>{print.Unordered}</code>"));
        yield return Row("Columns and types", Html.Of($"<code>{print.Schema}</code>"));
        yield return Row("Seed and threads", Html.Of($"seed {outcome.Seed.ToString()}, {outcome.Threads} threads"));
        yield return Row("Time", Html.Of($"{Figures.Seconds(budget.UsedSeconds)} of {Figures.Seconds(budget.GivenSeconds)}, {Figures.Seconds(budget.CpuSeconds)} CPU"));
        yield return Row("Peak memory", Html.Text(Figures.Bytes(budget.PeakMemoryBytes)));
        if (outcome.Model.Length > 0)
        {
            yield return Row("Model folder", Html.Of($"<code>{context.Limits.Name(outcome.Model)}</code>"));
        }
    }

    private static Html Row(string caption, Html value) => Html.Of($"<div><dt>{caption}</dt><dd>{value}</dd></div>");

    private static Html Clock(Outcome outcome) => outcome.Budget.CutByClock
        ? Html.Of($"<p>{PagePieces.Badge("warn", "!", "cut by the clock")} The budget ended the search, so a second run may try a different number of candidates. A larger --budget lets the plan end it.</p>")
        : Html.Of($"<p>{PagePieces.Badge("good", "✓", "ended by the plan")} The plan, not the clock, ended the search: the same seed and threads give the same numbers.</p>");

    private static Html List(ReportContext context, string title, IReadOnlyList<string> items) => items.Count == 0
        ? Html.Empty
        : Html.Of($"<h3>{title}</h3><ul class=\"sentences\">{context.Limits.Shown(items).Select(i => Html.Of($"<li>{context.Limits.Sentence(i)}</li>"))}</ul>{context.Limits.Rest(items.Count, "entries")}");
}
