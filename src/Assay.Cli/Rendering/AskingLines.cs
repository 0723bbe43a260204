using System.Globalization;
using Assay.Cli.Frame;
using Assay.Language.Asking;

namespace Assay.Cli.Rendering;

/// <summary>The state of asking a model, on standard error: one line that is redrawn on a terminal, a line a half minute for any other reader.</summary>
internal sealed class AskingLines(Surroundings surroundings, TimeProvider clock)
{
    private static readonly TimeSpan between = TimeSpan.FromSeconds(30);
    private long told = clock.GetTimestamp();

    /// <summary>Shows it.</summary>
    public void Tell(AskingProgress progress)
    {
        var isEnd = progress.Done == progress.Total;
        if (surroundings.Interactive)
        {
            surroundings.Error.Write($"\r{Cut(Line(progress)).PadRight(surroundings.Width - 1)}");
            if (isEnd)
            {
                surroundings.Error.WriteLine();
            }
        }
        else if (isEnd || clock.GetElapsedTime(told) >= between)
        {
            told = clock.GetTimestamp();
            surroundings.Error.WriteLine(Line(progress));
        }
    }

    /// <summary>One line that says it all.</summary>
    public static string Line(AskingProgress progress)
    {
        var parts = new List<string> { Text($"{progress.Done:#,0} of {progress.Total:#,0}") };
        if (progress.Score is { Mean: var mean } score)
        {
            parts.Add(Text($"{score.Task} {score.Metric} {mean.Value:0.000} [{mean.Low:0.000}, {mean.High:0.000}]"));
        }

        if (progress.Done < progress.Total)
        {
            parts.Add(Text($"{progress.UnderWay} of {progress.Limit} under way"));
            parts.Add(progress.Left is { } left ? $"{Duration.Format(TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)))} left" : "");
        }

        parts.Add(progress.FromJournal > 0 ? Text($"{progress.FromJournal:#,0} from the journal") : "");
        parts.Add(progress.AskedAgain > 0 ? Text($"{progress.AskedAgain:#,0} asked again") : "");
        parts.Add(progress.Failed > 0 ? Text($"{progress.Failed:#,0} failed") : "");
        parts.Add(progress.Usage.Total > 0 ? Text($"{progress.Usage.Total:#,0} tokens") : "");
        parts.Add(progress.Cost is { } cost ? Text($"cost {cost:0.####}") + (progress.CostForecast is { } forecast && progress.Done < progress.Total ? Text($" of about {forecast:0.####}") : "") : "");
        return string.Join(", ", parts.Where(p => p.Length > 0));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string Cut(string line) => line.Length < surroundings.Width ? line : line[..(surroundings.Width - 1)];
}
