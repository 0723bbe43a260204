using Assay.Development;
using Assay.Development.Report;
using Assay.Evaluation.Report;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Assay.Cli.Rendering;

/// <summary>The three lines a terminal shows while a run is going: what runs, how far it is, the best so far.</summary>
internal static class ProgressPicture
{
    private const int BarWidth = 24;
    private static readonly string[] phases = ["before-ml", "simple", "optimised", "complex"];

    /// <summary>The lines, some time after the event they show.</summary>
    public static IRenderable Draw(DevelopmentProgress progress, TimeSpan since)
    {
        var elapsed = progress.Elapsed + since;
        var left = progress.Left is { } known ? TimeSpan.FromTicks(Math.Max(0, (known - since).Ticks)) : (TimeSpan?)null;
        var lines = new List<IRenderable> { Phases(progress.Phase), Bar(progress, elapsed, left), Activity(progress) };
        if (progress.Best is { } best)
        {
            lines.Add(new Markup($"[grey]best so far[/] [bold]{Escaped(best.Name)}[/] {Markup.Escape($"{progress.Metric} {Figures.Of(best.Score)}".Trim())}"));
        }

        return new Rows(lines);
    }

    private static Markup Phases(string phase)
    {
        var now = Array.IndexOf(phases, phase);
        var words = phases.Select((name, i) => i == now ? $"[bold]▸ {name}[/]" : i < now ? $"[green]✓[/] [grey]{name}[/]" : $"[grey]· {name}[/]");
        return new Markup(now < 0 ? $"[bold]▸ {Escaped(phase)}[/]" : string.Join("  ", words));
    }

    // How many candidates there will be is not known; how much of the time is used is.
    private static Markup Bar(DevelopmentProgress progress, TimeSpan elapsed, TimeSpan? left)
    {
        var share = left is { } remaining && elapsed + remaining > TimeSpan.Zero ? Math.Clamp(elapsed / (elapsed + remaining), 0, 1) : 0;
        var full = (int)Math.Round(share * BarWidth);
        var count = progress.Done > 0 ? $"{progress.Done} done, " : "";
        var rest = left is { } time ? $", at most {Figures.Seconds(Math.Round(time.TotalSeconds))} left" : "";
        return new Markup($"[blue]{new string('━', full)}[/][grey]{new string('━', BarWidth - full)}[/] {count}{Figures.Seconds(Math.Round(elapsed.TotalSeconds))}{rest}");
    }

    private static Markup Activity(DevelopmentProgress progress) => new($"[grey]running[/] {Escaped(progress.Activity)}");

    private static string Escaped(string text) => Markup.Escape(PlainText.Of(text, 60));
}
