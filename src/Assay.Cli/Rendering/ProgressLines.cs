using Assay.Development;
using Assay.Development.Report;
using Assay.Evaluation.Report;

namespace Assay.Cli.Rendering;

/// <summary>Progress where nothing may be redrawn: one line when a phase begins, one line a finished candidate.</summary>
/// <remarks>Safe to call from several threads.</remarks>
internal sealed class ProgressLines(TextWriter writer) : IProgress<DevelopmentProgress>
{
    private readonly Lock gate = new();
    private string phase = "";

    /// <inheritdoc/>
    public void Report(DevelopmentProgress value)
    {
        lock (gate)
        {
            if (value.Phase != phase)
            {
                phase = value.Phase;
                writer.WriteLine($"{Clock(value.Elapsed)}  {PlainText.Of(phase, 40)}{(value.Finished is null ? $": {PlainText.Of(value.Activity, 120)}" : "")}");
            }

            if (value.Finished is { } finished)
            {
                writer.WriteLine($"{Clock(value.Elapsed)}  {Count(value)}{PlainText.Of(finished.Name, 60)}: {Result(finished, value.Metric)}{Best(value, finished)}{Left(value.Left)}");
            }
        }
    }

    private static string Result(CandidateResult candidate, string metric) => candidate switch
    {
        { Refused: { } reason } => $"not for this table, {PlainText.Of(reason, 120)}",
        { Error: { } error } => $"failed, {PlainText.Of(error, 120)}",
        _ => $"{metric} {Figures.Of(candidate.Score)}".TrimStart(),
    };

    private static string Best(DevelopmentProgress progress, CandidateResult finished) => progress.Best switch
    {
        null => "",
        { } best when best.Name == finished.Name => ", best so far",
        { } best => $", best {PlainText.Of(best.Name, 60)} {Figures.Value(best.Score)}",
    };

    private static string Count(DevelopmentProgress progress) => progress.Done > 0 ? $"{progress.Done} done  " : "";

    private static string Left(TimeSpan? left) => left is { } time ? $", at most {Figures.Seconds(Math.Max(0, Math.Round(time.TotalSeconds)))} left" : "";

    private static string Clock(TimeSpan elapsed) => $"{(int)elapsed.TotalMinutes:00}:{elapsed.Seconds:00}";
}
