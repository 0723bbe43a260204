using System.Globalization;
using System.Text;
using Assay.Data;

namespace Assay.Development.Report;

/// <summary>The report: one self-contained HTML page with the verdict first and all the evidence behind it.</summary>
/// <remarks>No script, no request, at most <see cref="LargestBytes"/> whatever the data: long lists are cut and say so.
/// The same outcome and date give the same bytes. Text from the data is escaped and never understood as markup.</remarks>
public static class HtmlReport
{
    /// <summary>The page is never larger, in bytes of UTF-8.</summary>
    public const int LargestBytes = 2_000_000;

    private static readonly Lazy<string> style = new(ReadStyle);

    /// <summary>Renders the page.</summary>
    /// <param name="outcome">What was found.</param>
    /// <param name="made">The date printed in the head of the page.</param>
    /// <returns>The whole document, to be written as UTF-8.</returns>
    public static string Render(Outcome outcome, DateTimeOffset made)
    {
        var page = "";
        foreach (var limits in Limits.Steps)
        {
            page = Page(new ReportContext(outcome, limits), made);
            if (Encoding.UTF8.GetByteCount(page) <= LargestBytes)
            {
                break;
            }
        }

        return page;
    }

    private static string Page(ReportContext context, DateTimeOffset made)
    {
        var data = context.Outcome.Dataset;
        return Html.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
            <meta name="color-scheme" content="light dark"/>
            <meta name="generator" content="Assay"/>
            <title>{ReportContext.Short(data.Target, 60)} in {ReportContext.Short(data.Name, 60)} - Assay report</title>
            <link rel="icon" href="data:,"/>
            <style>{Html.Trusted(style.Value)}</style>
            </head>
            <body>
            <a class="skip" href="#verdict">Skip to the verdict</a>
            {Header(context, made)}
            <div class="frame">
            {Contents(context.Outcome.Task)}
            <main>
            {Sections(context)}
            </main>
            </div>
            <footer><p>Made by Assay. Every number carries an interval, every comparison a verdict; the simplest model that is good enough wins.</p></footer>
            </body>
            </html>

            """).ToString();
    }

    private static Html Header(ReportContext context, DateTimeOffset made)
    {
        var outcome = context.Outcome;
        var task = outcome.Task switch
        {
            LearningTask.Binary => $"binary, positive class {ReportContext.Short(outcome.Positive ?? "", 40)}",
            LearningTask.Multiclass => $"{outcome.Dataset.ClassShares.Count} classes",
            _ => "regression",
        };
        return Html.Of($"""
            <header><p class="brand"><span aria-hidden="true">◆</span> Assay</p>
            <h1>{context.Name(outcome.Dataset.Target)} <span class="in">in {context.Name(outcome.Dataset.Name)}</span></h1>
            <p class="muted">{task} · {Figures.Count(outcome.Dataset.Rows)} rows · {made.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}{(outcome.Run.Length == 0 ? "" : $" · run {outcome.Run}")}</p>
            </header>
            """);
    }

    private static IEnumerable<Html> Sections(ReportContext context)
    {
        yield return VerdictSection.Render(context);
        yield return PhasesSection.Render(context);
        yield return EvidenceSection.Render(context);
        yield return LeaderboardSection.Render(context);
        yield return CurvesSection.Render(context);
        yield return SizeSection.Render(context);
        yield return context.Outcome.Task == LearningTask.Regression ? ResidualSection.Render(context) : CalibrationSection.Render(context);
        yield return ConfusionSection.Render(context);
        yield return ImportanceSection.Render(context);
        yield return ColumnsSection.Render(context);
        yield return PromotionsSection.Render(context);
        yield return ReproduceSection.Render(context);
    }

    private static Html Contents(LearningTask task)
    {
        (string Id, string Title)[] links =
        [
            ("verdict", "Verdict"), ("phases", "Phases"), ("evidence", "Split and leaks"), ("leaderboard", "Leaderboard"),
            ("curves", "Learning curves"), ("size", "Size"),
            .. task == LearningTask.Regression ? new[] { ("residuals", "Residuals") } : [("calibration", "Calibration"), ("confusion", "Confusion")],
            ("importance", "Importance"), ("columns", "Columns"), ("decisions", "Decisions"), ("reproduce", "Reproduce"),
        ];
        return Html.Of($"<nav aria-label=\"Sections\"><ul>{links.Select(l => Html.Of($"<li><a href=\"#{l.Id}\">{l.Title}</a></li>"))}</ul></nav>");
    }

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("Assay.Development.Report.report.css")
            ?? throw new InvalidOperationException("The style sheet report.css is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
