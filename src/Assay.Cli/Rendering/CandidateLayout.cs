using Assay.Development;
using Assay.Development.Report;
using Assay.Evaluation.Report;
using Assay.Statistics;

namespace Assay.Cli.Rendering;

/// <summary>Which columns of the candidates' table fit a terminal of some width.</summary>
/// <param name="Headings">The columns' names, in order.</param>
/// <param name="Decimals">Decimals of all scores, so that they line up.</param>
internal sealed record CandidateLayout(IReadOnlyList<string> Headings, int Decimals)
{
    /// <summary>Headings of columns that hold figures.</summary>
    public IReadOnlyList<string> RightHeadings => [.. Headings.Skip(1)];

    private const int LettersOfAScore = 25;

    /// <summary>Everything from 136 letters on; the gain's interval, memory, times and gain are dropped in that order as it gets narrower,
    /// and sooner where scores are long, so that names stay in one piece.</summary>
    public static CandidateLayout For(int width, IReadOnlyCollection<Interval> scores, bool largerIsBetter)
    {
        var decimals = Figures.Decimals(scores, largerIsBetter);
        var longest = scores.Where(s => !double.IsNaN(s.Value)).Select(s => Figures.Of(s, decimals).Length).DefaultIfEmpty(0).Max();
        return new(Fitting(width - Math.Max(0, longest - LettersOfAScore)), decimals);
    }

    /// <summary>A row that only names the phase.</summary>
    public IEnumerable<string> PhaseRow(PhaseResult phase) =>
        Headings.Select((_, i) => i > 0 ? "" : phase.Candidates.Count > 0 ? phase.Name : $"{phase.Name}: nothing tried");

    /// <summary>The candidate's cells; one that failed, or is not for this table, shows why instead of a score.</summary>
    public IEnumerable<string> Row(CandidateResult candidate, bool champion) => Headings.Select(heading => heading switch
    {
        "candidate" => Name(candidate, champion),
        "score" => double.IsNaN(candidate.Score.Value) ? Unscored(candidate) : Figures.Of(candidate.Score, Decimals),
        "gain" => candidate.Gain is null ? "" : Figures.Signed(candidate.Gain),
        "gain and its interval" => candidate.Gain is null ? "" : double.IsNaN(candidate.Gain.Value) ? "undefined" : Figures.Gain(candidate.Gain),
        "fit CPU" => candidate.Refused is null ? Figures.Seconds(candidate.FitSeconds) : "",
        "a row" => double.IsNaN(candidate.PredictMicrosecondsPerRow) ? "" : Figures.Microseconds(candidate.PredictMicrosecondsPerRow),
        "size" => candidate is { Error: null, Refused: null } ? Figures.Bytes(candidate.ModelBytes) : "",
        _ => candidate.PeakMemoryBytes > 0 ? Figures.Bytes(candidate.PeakMemoryBytes) : "",
    });

    /// <summary>The candidate's name, with its text where it is a rule of the user.</summary>
    public static string Named(CandidateResult candidate) =>
        candidate.Learner == "user-rule" && candidate.Settings.TryGetValue("rule", out var rule) ? $"{candidate.Name}: {rule}" : candidate.Name;

    private static IReadOnlyList<string> Fitting(int width) => width switch
    {
        >= 136 => ["candidate", "score", "gain and its interval", "fit CPU", "a row", "size", "memory"],
        >= 112 => ["candidate", "score", "gain", "fit CPU", "a row", "size", "memory"],
        >= 100 => ["candidate", "score", "gain", "fit CPU", "a row", "size"],
        >= 80 => ["candidate", "score", "gain", "size"],
        _ => ["candidate", "score", "size"],
    };

    private static string Unscored(CandidateResult candidate) =>
        candidate.Refused is not null ? "not for this table" : candidate.Error is not null ? "failed" : "undefined";

    private static string Name(CandidateResult candidate, bool champion)
    {
        var reason = candidate.Refused ?? candidate.Error ?? (double.IsNaN(candidate.Score.Value) ? candidate.Score.Undefined : null);
        return champion ? $"{Named(candidate)} (champion)"
            : reason is null ? Named(candidate)
            : $"{PlainText.Of(Named(candidate), 60)} ({PlainText.Of(reason.TrimEnd('.'), 90)})";
    }
}
