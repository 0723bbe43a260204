using Assay.Evaluation.Report;
namespace Assay.Development.Report;

/// <summary>Every candidate, best first, with its interval drawn in the row and what it costs.</summary>
internal static class LeaderboardSection
{
    /// <summary>The section.</summary>
    public static Html Render(ReportContext context)
    {
        var outcome = context.Outcome;
        var finished = context.Candidates.Where(c => !double.IsNaN(c.Candidate.Score.Value))
            .OrderBy(c => outcome.LargerIsBetter ? -c.Candidate.Score.Value : c.Candidate.Score.Value)
            .ThenBy(c => c.Candidate.Name, StringComparer.Ordinal).ToList();
        var failed = context.Candidates.Where(c => double.IsNaN(c.Candidate.Score.Value)).ToList();
        var (low, high) = ScoreRange.Near(finished.Select(c => c.Candidate.Score), outcome.LargerIsBetter);
        var scale = Whisker.Scale(low, high, 144);
        var decimals = Figures.Decimals(finished.Select(c => c.Candidate.Score), outcome.LargerIsBetter);
        var champion = context.Find(outcome.Champion.Name)?.Candidate.Score.Value ?? double.NaN;
        var rows = context.Limits.Shown(finished).Select((c, i) => Row(context, c.Phase, c.Candidate, new(i + 1, scale, decimals, champion)))
            .Concat(context.Limits.Shown(failed).Select(c => Failure(context, c.Phase, c.Candidate)));
        return PagePieces.Section(
            "leaderboard",
            "Leaderboard",
            Html.Of($"{outcome.Metric}, {(outcome.LargerIsBetter ? "larger is better" : "smaller is better")}, out of fold with 95 % intervals. The dotted line is the champion; an arrow means the score lies beyond the scale."),
            Html.Of($"{PagePieces.Stack("Leaderboard", Head(scale), rows)}{context.Limits.Rest(finished.Count, "candidates")}"));
    }

    private static Html Head(Scale scale) => Html.Of($"""
        <th scope="col" class="number">#</th><th scope="col">Candidate</th><th scope="col" class="number">Score</th><th scope="col" class="picture"><span class="sr">Interval drawn, scale </span>{Whisker.Ruler(scale)}</th><th scope="col" class="number">Gain over the phase before</th><th scope="col" class="number">Calibration gap</th><th scope="col" class="number">Fit CPU</th><th scope="col" class="number">Predict a row</th><th scope="col" class="number">Size, memory</th>
        """);

    private static Html Row(ReportContext context, PhaseResult phase, CandidateResult candidate, Place place)
    {
        var isChampion = candidate.Name == context.Outcome.Champion.Name;
        return Html.Of($"""
            <tr{(isChampion ? Html.Of($" class=\"champion\"") : Html.Empty)}><td class="number muted">{place.Rank}</td>
            <th scope="row">{context.Limits.Name(candidate.Name)} {(isChampion ? PagePieces.Badge("good", "★", "champion") : Html.Empty)}<span class="second">{ReportContext.PhaseChip(phase.Name)}{Settings(context, candidate)}</span></th>
            <td class="number" data-label="Score"><span class="strong">{Figures.Fixed(candidate.Score.Value, place.Decimals)}</span><span class="second">{Figures.Limits(candidate.Score, place.Decimals)}</span></td>
            <td class="picture">{Whisker.Draw(candidate.Score, place.Scale, PhaseLook.Of(phase.Name), place.Champion)}</td>
            <td class="number" data-label="Gain over the phase before">{Gain(candidate)}</td>
            <td class="number" data-label="Calibration gap">{(double.IsNaN(candidate.CalibrationError) ? "" : Figures.Fixed(candidate.CalibrationError, 3))}</td>
            {Costs(candidate)}</tr>
            """);
    }

    private static Html Failure(ReportContext context, PhaseResult phase, CandidateResult candidate) => Html.Of($"""
        <tr class="failed"><td class="number muted">–</td><th scope="row">{context.Limits.Name(candidate.Name)} {Reason(candidate)}<span class="second">{ReportContext.PhaseChip(phase.Name)}</span></th>
        <td colspan="4" class="text">{context.Limits.Sentence(candidate.Refused ?? candidate.Error ?? candidate.Score.Undefined ?? "The score is not a number, and no reason was recorded.")}</td>{Costs(candidate)}</tr>
        """);

    private static Html Reason(CandidateResult candidate) => candidate.Refused is not null
        ? PagePieces.Badge("plain", "·", "not for this table")
        : PagePieces.Badge("warn", "✕", candidate.Error is null ? "undefined" : "failed");

    private static Html Costs(CandidateResult candidate)
    {
        var memory = candidate.PeakMemoryBytes > 0 ? Html.Of($"<span class=\"second\">{Figures.Bytes(candidate.PeakMemoryBytes)}</span>") : Html.Empty;
        var predict = double.IsNaN(candidate.PredictMicrosecondsPerRow) ? "" : Figures.Microseconds(candidate.PredictMicrosecondsPerRow);
        var size = candidate is { Error: null, Refused: null } ? Figures.Bytes(candidate.ModelBytes) : "";
        return Html.Of($"<td class=\"number\" data-label=\"Fit CPU\">{(candidate.Refused is null ? Figures.Seconds(candidate.FitSeconds) : "")}</td><td class=\"number\" data-label=\"Predict a row\">{predict}</td><td class=\"number\" data-label=\"Size, memory\">{size}{memory}</td>");
    }

    private static Html Gain(CandidateResult candidate) => candidate.Gain is not { Value: not double.NaN } gain
        ? Html.Empty
        : Html.Of($"{Figures.Signed(gain)}<span class=\"second\">{Figures.Limits(gain)}</span>");

    private static Html Settings(ReportContext context, CandidateResult candidate)
    {
        if (candidate.Settings.Count == 0)
        {
            return candidate.Learner == candidate.Name ? Html.Empty : Html.Of($" · {candidate.Learner}");
        }

        var chosen = string.Join(", ", candidate.Settings.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key} {s.Value}"));
        return Html.Of($" · {context.Limits.Name($"{candidate.Learner}: {chosen}")}");
    }

    private sealed record Place(int Rank, Scale Scale, int Decimals, double Champion);
}
