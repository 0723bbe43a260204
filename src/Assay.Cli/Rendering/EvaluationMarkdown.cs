using System.Text;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Evaluation.Suite;

namespace Assay.Cli.Rendering;

/// <summary>An evaluation as Markdown for a pull request: the verdict, the scores, what failed and what cannot be told.</summary>
internal static class EvaluationMarkdown
{
    private const int MostResults = 40;

    /// <summary>The page.</summary>
    public static string Write(EvaluationOutcome outcome)
    {
        var page = new StringBuilder($"## {Markdown.Text(outcome.Name)} on {Markdown.Text(outcome.Data)}\n\n**{Markdown.Text(outcome.Verdict)}**\n\n");
        Markdown.Table(page, ["metric", "score"], outcome.Metrics.OrderBy(m => m.Key != outcome.Metric).Select(m => new[] { Markdown.Text(m.Key), Markdown.Text(Figures.Of(m.Value)) }));
        var telling = outcome.Results.Where(r => r.Status is CheckStatus.Failed or CheckStatus.CannotTell).OrderBy(r => r.Status != CheckStatus.Failed).ToList();
        if (telling.Count > 0)
        {
            Markdown.Table(page, ["check", "subject", "", "finding"], telling.Take(MostResults).Select(r => new[]
            {
                Markdown.Text(r.Check), Markdown.Text(r.Subject), EvaluationPage.Say(r.Status).Word, Markdown.Text(r.Sentence),
            }));
        }

        page.Append(telling.Count > MostResults ? $"{telling.Count - MostResults} more are in the report.\n\n" : "");
        var passed = outcome.Results.Where(r => r.Status == CheckStatus.Passed).GroupBy(r => r.Check).Select(g => $"{Markdown.Text(g.Key)} ({g.Count()})");
        page.Append($"Passed: {string.Join(", ", passed.DefaultIfEmpty("none"))}.\n");
        page.Append(outcome.NotApplicable.Count > 0 ? $"\nLeft out: {string.Join("; ", outcome.NotApplicable.Select(n => $"{Markdown.Text(n.Key)}: {Markdown.Text(n.Value)}"))}\n" : "");
        return page.ToString();
    }
}
