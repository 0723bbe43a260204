using Assay.Evaluation.Report;

namespace Assay.Development.SearchReport;

/// <summary>All trials as a table on demand, and all data as JSON.</summary>
internal static class TrialsSection
{
    /// <summary>The section.</summary>
    /// <param name="facts">The search.</param>
    /// <param name="limits">How much is shown.</param>
    /// <param name="data">The data as JSON.</param>
    public static Html Render(StudyFacts facts, Limits limits, string data)
    {
        var head = Html.Of($"<th scope=\"col\" class=\"number\">Trial</th><th scope=\"col\">State</th><th scope=\"col\" class=\"number\">Values</th><th scope=\"col\">Parameters</th><th scope=\"col\">Proposed by</th>");
        var rows = limits.Shown(facts.Trials).Select(t => Html.Of(
            $"<tr><td class=\"number\">{t.Number}</td><td>{StudyFacts.LookOf(t).Title}{(t.Error is null ? Html.Empty : Html.Of($"<span class=\"second muted\">{limits.Sentence(t.Error)}</span>"))}</td><td class=\"number\">{string.Join(", ", t.Values.Select(StudyFacts.Text))}</td><td class=\"text\">{limits.Sentence(t.Configuration.ToString())}</td><td>{t.Sampler}</td></tr>"));
        return PagePieces.Section("data", "Data", Html.Text("The page carries its data as JSON in the element with the id \"search-data\"; no script runs."), Html.Of(
            $"{PagePieces.Fold("All trials", Html.Of($"{PagePieces.Table("Trials", head, rows)}{limits.Rest(facts.Trials.Count, "trials")}"))}<script type=\"application/json\" id=\"search-data\">{Quoted(data)}</script>"));
    }

    // Within JSON these letters stand in texts only, where the escape means the same: nothing can end the element early.
    private static Html Quoted(string json) => Html.Trusted(json.Replace("&", "\\u0026", StringComparison.Ordinal).Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal));
}
