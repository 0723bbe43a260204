using System.Text;
using Assay.Development;
using Assay.Development.Report;
using Assay.Evaluation.Report;

namespace Assay.Cli.Rendering;

/// <summary>An outcome as Markdown (GitHub's tables) for summaries of continuous integration. Text from the data is escaped.</summary>
internal static class MarkdownPage
{
    private const int MostRows = 30;

    /// <summary>The page, verdict first.</summary>
    /// <param name="outcome">What was found.</param>
    /// <param name="again">The command that repeats the run; empty when there is none.</param>
    public static string Write(Outcome outcome, string again)
    {
        var page = new StringBuilder();
        page.Append($"## {Markdown.Text(outcome.Dataset.Target)} in {Markdown.Text(outcome.Dataset.Name)}\n\n");
        page.Append($"**{Markdown.Text(outcome.Verdict)}**\n\n");
        Markdown.Table(page, ["", ""], Facts(outcome, again));
        Candidates(page, outcome);
        Leaks(page, outcome);
        page.Append("### Decisions\n\n");
        page.Append(outcome.Promotions.Count == 0 ? "None.\n" : string.Concat(outcome.Promotions.Take(MostRows).Select(p => $"- {(p.Promoted ? "**promoted**" : "not promoted")}: {Markdown.Text(p.Sentence)}\n")));
        page.Append($"\n### Split\n\n{Markdown.Text(Spelled.Of(outcome.Split.Kind))}{(outcome.Split.By is null ? "" : $" by {Markdown.Text(outcome.Split.By)}")}.\n");
        page.Append(string.Concat(outcome.Split.Evidence.Take(MostRows).Select(e => $"- {Markdown.Text(e)}\n")));
        return page.ToString();
    }

    private static IEnumerable<string[]> Facts(Outcome outcome, string again)
    {
        yield return ["champion", $"{Markdown.Text(outcome.Champion.Name)} ({Markdown.Text(outcome.Champion.Phase)})"];
        yield return [$"{Markdown.Text(outcome.Metric)} on {Figures.Count(outcome.Split.TestRows)} locked test rows", Markdown.Text(Figures.Of(outcome.Champion.Test.GetValueOrDefault(outcome.Metric)))];
        yield return ["gain over the best baseline without learning", Markdown.Text(Spelled.GainOverBaseline(outcome.Champion))];
        if (outcome.Split is { HonestScore: { Value: not double.NaN } honest, RandomScore: { Value: not double.NaN } random })
        {
            yield return ["honest split, random split", $"{Markdown.Text(Figures.Of(honest))}, {Markdown.Text(Figures.Of(random))}"];
        }

        yield return ["time", $"{Figures.Seconds(outcome.Budget.UsedSeconds)} of {Figures.Seconds(outcome.Budget.GivenSeconds)}"];
        if (again.Length > 0)
        {
            yield return ["again", Markdown.Text(again)];
        }
    }

    private static void Candidates(StringBuilder page, Outcome outcome)
    {
        page.Append($"### Candidates ({Markdown.Text(outcome.Metric)}, {(outcome.LargerIsBetter ? "larger" : "smaller")} is better)\n\n");
        var all = outcome.Phases.SelectMany(p => p.Candidates.Select(c => (Phase: p.Name, Candidate: c))).ToList();
        var decimals = Figures.Decimals(all.Select(c => c.Candidate.Score), outcome.LargerIsBetter);
        Markdown.Table(page, ["phase", "candidate", "score", "gain over the phase before", "fit CPU", "a row", "size"], all.Take(MostRows).Select(c => new[]
        {
            Markdown.Text(c.Phase),
            c.Candidate.Name == outcome.Champion.Name ? $"**{Markdown.Text(CandidateLayout.Named(c.Candidate))}**" : Markdown.Text(CandidateLayout.Named(c.Candidate)),
            Markdown.Text(Score(c.Candidate, decimals)),
            c.Candidate.Gain is null ? "" : Markdown.Text(Figures.Gain(c.Candidate.Gain)),
            c.Candidate.Refused is null ? Figures.Seconds(c.Candidate.FitSeconds) : "",
            double.IsNaN(c.Candidate.PredictMicrosecondsPerRow) ? "" : Figures.Microseconds(c.Candidate.PredictMicrosecondsPerRow),
            c.Candidate is { Error: null, Refused: null } ? Figures.Bytes(c.Candidate.ModelBytes) : "",
        }));
        Rest(page, all.Count, "candidates");
    }

    private static string Score(CandidateResult candidate, int decimals) => candidate switch
    {
        { Refused: { } reason } => $"not for this table: {reason}",
        { Error: { } error } => $"failed: {error}",
        _ => Figures.Of(candidate.Score, decimals),
    };

    private static void Leaks(StringBuilder page, Outcome outcome)
    {
        page.Append("### Leaks\n\n");
        if (outcome.Leaks.Count == 0)
        {
            page.Append("None found.\n\n");
            return;
        }

        Markdown.Table(page, ["column", "certainty", "check", "evidence", "remedy", "in this run"], outcome.Leaks.Take(MostRows).Select(l => new[]
        {
            Markdown.Text(l.Column.Length == 0 ? "rows" : l.Column), Spelled.Of(l.Certainty), Markdown.Text(l.Kind), Markdown.Text(l.Evidence), Markdown.Text(l.Remedy), l.Dropped ? "left out" : "kept",
        }));
        Rest(page, outcome.Leaks.Count, "findings");
    }

    private static void Rest(StringBuilder page, int count, string what)
    {
        if (count > MostRows)
        {
            page.Append($"{Figures.Count(count - MostRows)} more {what} are in the report.\n\n");
        }
    }
}
