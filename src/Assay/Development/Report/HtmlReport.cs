using Assay.Data;
using Assay.Evaluation.Report;

namespace Assay.Development.Report;

/// <summary>The report: one self-contained HTML page with the verdict first and all the evidence behind it.</summary>
/// <remarks>No script, no request, at most <see cref="LargestBytes"/> whatever the data: long lists are cut and say so.
/// The same outcome and date give the same bytes. Text from the data is escaped and never understood as markup.</remarks>
public static class HtmlReport
{
    /// <summary>The page is never larger, in bytes of UTF-8.</summary>
    public const int LargestBytes = 2_000_000;

    /// <summary>Renders the page.</summary>
    /// <param name="outcome">What was found.</param>
    /// <param name="made">The date printed in the head of the page.</param>
    /// <returns>The whole document, to be written as UTF-8.</returns>
    public static string Render(Outcome outcome, DateTimeOffset made) =>
        HtmlPage.Fitting(LargestBytes, limits => Page(new ReportContext(outcome, limits), made));

    private static HtmlPage Page(ReportContext context, DateTimeOffset made)
    {
        var data = context.Outcome.Dataset;
        return new HtmlPage(
            $"{PageText.Short(data.Target, 60)} in {PageText.Short(data.Name, 60)}",
            Html.Of($"{context.Limits.Name(data.Target)} <span class=\"in\">in {context.Limits.Name(data.Name)}</span>"),
            Below(context.Outcome, made),
            [.. Sections(context)]);
    }

    private static Html Below(Outcome outcome, DateTimeOffset made)
    {
        var task = outcome.Task switch
        {
            LearningTask.Binary => $"binary, positive class {PageText.Short(outcome.Positive ?? "", 40)}",
            LearningTask.Multiclass => $"{outcome.Dataset.ClassShares.Count} classes",
            _ => "regression",
        };
        return Html.Of($"{task} · {Figures.Count(outcome.Dataset.Rows)} rows · {HtmlPage.Date(made)}{(outcome.Run.Length == 0 ? "" : $" · run {outcome.Run}")}");
    }

    private static IEnumerable<(string Id, string Title, Html Body)> Sections(ReportContext context)
    {
        yield return ("verdict", "Verdict", VerdictSection.Render(context));
        yield return ("phases", "Phases", PhasesSection.Render(context));
        yield return ("evidence", "Split and leaks", EvidenceSection.Render(context));
        yield return ("leaderboard", "Leaderboard", LeaderboardSection.Render(context));
        yield return ("curves", "Learning curves", CurvesSection.Render(context));
        yield return ("size", "Size", SizeSection.Render(context));
        if (context.Outcome.Task == LearningTask.Regression)
        {
            yield return ("residuals", "Residuals", ResidualSection.Render(context));
        }
        else
        {
            yield return ("calibration", "Calibration", CalibrationSection.Render(context));
            yield return ("confusion", "Confusion", ConfusionSection.Render(context));
        }

        yield return ("importance", "Importance", ImportanceSection.Render(context));
        yield return ("columns", "Columns", ColumnsSection.Render(context));
        yield return ("decisions", "Decisions", PromotionsSection.Render(context));
        yield return ("reproduce", "Reproduce", ReproduceSection.Render(context));
    }
}
