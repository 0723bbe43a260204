using System.Text;
using Assay.Evaluation.Comparing;
using Assay.Evaluation.Report;

namespace Assay.Cli.Rendering;

/// <summary>A comparison as Markdown for a pull request.</summary>
internal static class ComparisonMarkdown
{
    private const int MostSlices = 30;

    /// <summary>The page, verdict first.</summary>
    public static string Write(Comparison comparison)
    {
        var page = new StringBuilder();
        page.Append($"## {Markdown.Text(comparison.Second)} against {Markdown.Text(comparison.First)}\n\n**{Markdown.Text(comparison.Verdict)}**\n\n");
        Markdown.Table(page, ["metric", "A", "B", "gain of B", "p", "B is"], comparison.Others.Prepend(comparison.Main).Select(m => new[]
        {
            Markdown.Text(m.Metric), Markdown.Text(Figures.Of(m.First)), Markdown.Text(Figures.Of(m.Second)), Markdown.Text(Figures.Gain(m.Gain)),
            double.IsNaN(m.AdjustedP) ? "" : Markdown.Text(Figures.Probability(m.AdjustedP)), ComparisonPage.Word(m.Decision),
        }));
        if (comparison.Slices.Count > 0)
        {
            Markdown.Table(page, ["slice", "rows", "gain of B", "loss"], comparison.Slices.Take(MostSlices).Select(s => new[]
            {
                Markdown.Text(s.Slice), Figures.Count(s.Rows), Markdown.Text(Figures.Gain(s.Gain)), ComparisonPage.Word(s.State),
            }));
        }

        if (comparison.Costs.Count > 0)
        {
            Markdown.Table(page, ["cost", "A", "B", "growth", "accepted", "growth is"], comparison.Costs.Select(c => new[]
            {
                Markdown.Text(c.Name), Figures.Significant(c.First), Figures.Significant(c.Second), Markdown.Text(ComparisonPage.Growth(c)), $"+{ComparisonPage.Accepted(c.Limit)}", ComparisonPage.Word(c.State),
            }));
        }

        page.Append($"{Figures.Count(comparison.Rows)} rows, {Figures.Level(comparison.Main.Gain.Level)} intervals, paired ({Markdown.Text(comparison.Main.Gain.Method)}; p by {Markdown.Text(comparison.Main.Test)}{(comparison.Others.Count > 0 ? ", after Holm below the first" : "")}).\n");
        page.Append(string.Concat(comparison.Notes.Select(n => $"- {Markdown.Text(n)}\n")));
        return page.ToString();
    }
}
