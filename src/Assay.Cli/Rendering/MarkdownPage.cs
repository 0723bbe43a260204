using System.Text;
using Assay.Development;
using Assay.Development.Report;

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
        page.Append($"## {Text(outcome.Dataset.Target)} in {Text(outcome.Dataset.Name)}\n\n");
        page.Append($"**{Text(outcome.Verdict)}**\n\n");
        Table(page, ["", ""], Facts(outcome, again));
        Candidates(page, outcome);
        Leaks(page, outcome);
        page.Append("### Decisions\n\n");
        page.Append(outcome.Promotions.Count == 0 ? "None.\n" : string.Concat(outcome.Promotions.Take(MostRows).Select(p => $"- {(p.Promoted ? "**promoted**" : "not promoted")}: {Text(p.Sentence)}\n")));
        page.Append($"\n### Split\n\n{Text(Spelled.Of(outcome.Split.Kind))}{(outcome.Split.By is null ? "" : $" by {Text(outcome.Split.By)}")}.\n");
        page.Append(string.Concat(outcome.Split.Evidence.Take(MostRows).Select(e => $"- {Text(e)}\n")));
        return page.ToString();
    }

    private static IEnumerable<string[]> Facts(Outcome outcome, string again)
    {
        yield return ["champion", $"{Text(outcome.Champion.Name)} ({Text(outcome.Champion.Phase)})"];
        yield return [$"{Text(outcome.Metric)} on {Figures.Count(outcome.Split.TestRows)} locked test rows", Text(Figures.Of(outcome.Champion.Test.GetValueOrDefault(outcome.Metric)))];
        yield return ["gain over the best baseline without learning", Text(Spelled.GainOverBaseline(outcome.Champion))];
        if (outcome.Split is { HonestScore: { Value: not double.NaN } honest, RandomScore: { Value: not double.NaN } random })
        {
            yield return ["honest split, random split", $"{Text(Figures.Of(honest))}, {Text(Figures.Of(random))}"];
        }

        yield return ["time", $"{Figures.Seconds(outcome.Budget.UsedSeconds)} of {Figures.Seconds(outcome.Budget.GivenSeconds)}"];
        if (again.Length > 0)
        {
            yield return ["again", Text(again)];
        }
    }

    private static void Candidates(StringBuilder page, Outcome outcome)
    {
        page.Append($"### Candidates ({Text(outcome.Metric)}, {(outcome.LargerIsBetter ? "larger" : "smaller")} is better)\n\n");
        var all = outcome.Phases.SelectMany(p => p.Candidates.Select(c => (Phase: p.Name, Candidate: c))).ToList();
        var decimals = Figures.Decimals(all.Select(c => c.Candidate.Score), outcome.LargerIsBetter);
        Table(page, ["phase", "candidate", "score", "gain over the phase before", "fit CPU", "a row", "size"], all.Take(MostRows).Select(c => new[]
        {
            Text(c.Phase),
            c.Candidate.Name == outcome.Champion.Name ? $"**{Text(CandidateLayout.Named(c.Candidate))}**" : Text(CandidateLayout.Named(c.Candidate)),
            Text(Score(c.Candidate, decimals)),
            c.Candidate.Gain is null ? "" : Text(Figures.Gain(c.Candidate.Gain)),
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

        Table(page, ["column", "certainty", "check", "evidence", "remedy", "in this run"], outcome.Leaks.Take(MostRows).Select(l => new[]
        {
            Text(l.Column.Length == 0 ? "rows" : l.Column), Spelled.Of(l.Certainty), Text(l.Kind), Text(l.Evidence), Text(l.Remedy), l.Dropped ? "left out" : "kept",
        }));
        Rest(page, outcome.Leaks.Count, "findings");
    }

    internal static void Table(StringBuilder page, IReadOnlyList<string> headings, IEnumerable<string[]> rows)
    {
        page.Append($"| {string.Join(" | ", headings)} |\n|{string.Concat(headings.Select(_ => " --- |"))}\n");
        foreach (var row in rows)
        {
            page.Append($"| {string.Join(" | ", row)} |\n");
        }

        page.Append('\n');
    }

    private static void Rest(StringBuilder page, int count, string what)
    {
        if (count > MostRows)
        {
            page.Append($"{Figures.Count(count - MostRows)} more {what} are in the report.\n\n");
        }
    }

    // Every sign Markdown or HTML could act on; a backslash before punctuation is always the sign itself (CommonMark 0.31, 2.4).
    internal static string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in PlainText.Of(text))
        {
            escaped.Append(letter switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '@' => "&#64;",
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '~' or '#' or '!' or '$' => $"\\{letter}",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString().Replace("://", ":&#47;/", StringComparison.Ordinal).Replace("www.", "www&#46;", StringComparison.OrdinalIgnoreCase);
    }
}
