using Assay.Evaluation.Report;
using Assay.Evaluation.Suite;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Assay.Cli.Rendering;

/// <summary>The line a terminal shows while an evaluation is going: a bar, the check that runs, how long it has.</summary>
internal static class EvaluationProgressPicture
{
    private const int BarWidth = 24;

    /// <summary>The line, some time after the event it shows.</summary>
    public static IRenderable Draw(EvaluationProgress progress, TimeSpan since)
    {
        var filled = progress.Of == 0 ? 0 : BarWidth * progress.Done / progress.Of;
        return new Paragraph(new string('━', filled), Terminal.Good)
            .Append(new string('━', BarWidth - filled), Terminal.Muted)
            .Append($" {progress.Done} of {progress.Of}  ")
            .Append(PlainText.Of(progress.Check, 40), Terminal.Strong)
            .Append(since.TotalSeconds >= 1 ? $"  {Figures.Seconds(since.TotalSeconds)}" : "", Terminal.Muted);
    }
}
