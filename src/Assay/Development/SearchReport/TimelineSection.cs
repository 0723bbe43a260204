using Assay.Evaluation.Report;
using Assay.Tuning;

namespace Assay.Development.SearchReport;

/// <summary>When every trial ran and how it ended.</summary>
internal static class TimelineSection
{
    private const int Most = 200;

    /// <summary>The section.</summary>
    public static Html Render(StudyFacts facts)
    {
        Tuning.Trial[] timed = [.. facts.Trials.Where(t => t.Ended is not null)];
        var shown = timed.Length <= Most ? timed : timed[^Most..];
        if (shown.Length == 0)
        {
            return PagePieces.Section("timeline", "Timeline", Html.Empty, Html.Of($"<p class=\"muted\">No trial has ended yet.</p>"));
        }

        var start = shown.Min(t => t.Started);
        var total = shown.Max(t => t.Ended!.Value) - start;
        var (unit, name) = total.TotalHours > 3 ? (3600.0, "hours") : total.TotalMinutes > 3 ? (60.0, "minutes") : (1.0, "seconds");
        var mean = shown.Average(t => (t.Ended!.Value - t.Started).TotalSeconds);
        var figure = new ChartFigure("timeline-chart", "Timeline", $"{shown.Length} trials in {Figures.Seconds(total.TotalSeconds)}, {Figures.Seconds(mean)} each.") { Legend = StudyFacts.Legend(shown.Select(StudyFacts.LookOf)) };
        return PagePieces.Section("timeline", "Timeline", Html.Text(timed.Length > Most ? $"The last {Most} trials." : "A line from the start of every trial to its end."), figure.Draw(size =>
        {
            double[] ends = [0, Math.Max(total.TotalSeconds / unit, 1e-6)];
            var plot = new Plot(size, new Axis($"{name} since the first", ends), new Axis("trial", [.. shown.Select(t => (double)t.Number)]));
            return plot.Draw(Html.Of($"{shown.Select(t => Bar(plot, t, start, unit))}"));
        }));
    }

    private static Html Bar(Plot plot, Tuning.Trial trial, DateTimeOffset start, double unit)
    {
        var (from, to) = (plot.X.At((trial.Started - start).TotalSeconds / unit), plot.X.At((trial.Ended!.Value - start).TotalSeconds / unit));
        var look = StudyFacts.LookOf(trial);
        return Html.Of($"<g class=\"{look.Class}\"><path class=\"line\" d=\"M{from} {plot.Y.At(trial.Number)}H{Math.Max(to, from + 1.5)}\"><title>{$"Trial {trial.Number}: {look.Title}"}</title></path></g>");
    }
}
