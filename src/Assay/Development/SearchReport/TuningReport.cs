using System.Text.Json;
using Assay.Evaluation.Report;
using Assay.Tuning;
using Assay.Tuning.Sensitivity;

namespace Assay.Development.SearchReport;

/// <summary>The report of a search: one self-contained HTML page with the best configuration, what matters, and every trial behind it.</summary>
/// <remarks>No script that runs, no request, at most <see cref="LargestBytes"/> whatever the search. The same study and date give the same bytes; its data stand on the page as JSON.</remarks>
public static class TuningReport
{
    /// <summary>The page is never larger, in bytes of UTF-8.</summary>
    public const int LargestBytes = 3_000_000;

    /// <summary>Renders the page.</summary>
    /// <param name="study">The search; it may go on.</param>
    /// <param name="name">Its name.</param>
    /// <param name="made">The date printed in the head of the page.</param>
    /// <returns>The whole document, to be written as UTF-8.</returns>
    public static string Render(Study study, string name, DateTimeOffset made)
    {
        var facts = new StudyFacts(study, name);
        return HtmlPage.Fitting(LargestBytes, limits => new HtmlPage(
            $"{PageText.Short(name, 60)}",
            Html.Of($"{limits.Name(name)} <span class=\"in\">search</span>"),
            Html.Of($"{Figures.Count(facts.Trials.Count)} trials · {Figures.Count(facts.Dimensions.Count)} parameters · {limits.Sentence(string.Join(", ", study.Options.Directions).ToLowerInvariant())} · {HtmlPage.Date(made)}"),
            [.. Sections(facts, limits)]));
    }

    /// <summary>The data behind the page as one JSON document: space, directions, trials with values, reports and times, importances by method.</summary>
    public static string Data(Study study, string name) => Data(new StudyFacts(study, name), int.MaxValue);

    private static IEnumerable<(string Id, string Title, Html Body)> Sections(StudyFacts facts, Limits limits)
    {
        yield return ("best", "Best", BestSection.Render(facts, limits));
        if (facts.Done.Count > 0)
        {
            yield return ("history", "History", HistorySection.Render(facts));
            if (facts.Objectives > 1)
            {
                yield return ("front", "Front", FrontSection.Render(facts));
            }

            yield return ("importance", "Importance", ImportanceSection.Render(facts, limits));
            yield return ("slices", "Slices", SliceSection.Render(facts));
            yield return ("contour", "Contour", ContourSection.Render(facts));
            yield return ("parallel", "Parallel coordinates", ParallelSection.Render(facts));
            yield return ("distribution", "Distribution", DistributionSection.Render(facts));
        }

        if (facts.Trials.Any(t => t.Reports.Count > 1))
        {
            yield return ("curves", "Learning curves", TrialCurvesSection.Render(facts));
        }

        yield return ("timeline", "Timeline", TimelineSection.Render(facts));
        yield return ("data", "Data", TrialsSection.Render(facts, limits, Data(facts, limits.Rows)));
    }

    private static string Data(StudyFacts facts, int rows) => JsonSerializer.Serialize(
        new
        {
            Study = facts.Name,
            Space = JsonDocument.Parse(facts.History.Space.ToString()).RootElement,
            facts.History.Directions,
            facts.History.Seed,
            Trials = facts.Trials.Take(rows).Select(t => new { t.Number, t.State, Parameters = t.Configuration.Values.ToDictionary(), t.Values, t.Constraints, t.Reports, t.Sampler, t.Started, t.Ended, t.Error }),
            Importance = facts.Importances.ToDictionary(i => i.Method, i => i.Importances),
            Advice = ImportanceMethod.Sentence(facts.Ranked),
        },
        JsonRules.Compact);
}
