using Assay.Development;
using Assay.Development.Report;

namespace Assay.Cli.Rendering;

/// <summary>Which columns of the candidates' table fit a terminal of some width.</summary>
/// <param name="Headings">The columns' names, in order.</param>
internal sealed record CandidateLayout(IReadOnlyList<string> Headings)
{
    private static readonly string[] textual = ["phase", "candidate"];

    /// <summary>Headings of columns that hold figures.</summary>
    public IReadOnlyList<string> RightHeadings => [.. Headings.Except(textual)];

    /// <summary>Everything from 130 letters on; memory, prediction time and fit time are dropped in that order as it gets narrower.</summary>
    public static CandidateLayout For(int width) => new(width switch
    {
        >= 136 => ["phase", "candidate", "score", "gain over phase before", "fit CPU", "a row", "size", "memory"],
        >= 110 => ["phase", "candidate", "score", "gain over phase before", "fit CPU", "size"],
        >= 84 => ["phase", "candidate", "score", "gain over phase before"],
        _ => ["candidate", "score", "fit CPU"],
    });

    /// <summary>The candidate's cells; one that failed shows why instead of a score.</summary>
    public IEnumerable<string> Row(string phase, CandidateResult candidate, bool champion) => Headings.Select(heading => heading switch
    {
        "phase" => phase,
        "candidate" => Name(candidate, champion),
        "score" => double.IsNaN(candidate.Score.Value) ? "failed" : Figures.Of(candidate.Score),
        "gain over phase before" => candidate.Gain is null ? "" : double.IsNaN(candidate.Gain.Value) ? "undefined" : Figures.Gain(candidate.Gain),
        "fit CPU" => Figures.Seconds(candidate.FitSeconds),
        "a row" => double.IsNaN(candidate.PredictMicrosecondsPerRow) ? "" : Figures.Microseconds(candidate.PredictMicrosecondsPerRow),
        "size" => candidate.Error is null ? Figures.Bytes(candidate.ModelBytes) : "",
        _ => candidate.PeakMemoryBytes > 0 ? Figures.Bytes(candidate.PeakMemoryBytes) : "",
    });

    private static string Name(CandidateResult candidate, bool champion)
    {
        var reason = candidate.Error ?? (double.IsNaN(candidate.Score.Value) ? candidate.Score.Undefined : null);
        return champion ? $"{candidate.Name} (champion)"
            : reason is null ? candidate.Name
            : $"{PlainText.Of(candidate.Name, 60)}: {PlainText.Of(reason, 90)}";
    }
}
