using Assay.Evaluation.Report;
using Assay.Tuning;

namespace Assay.Development.SearchReport;

/// <summary>Intermediate values of trials, those ended early apart.</summary>
internal static class TrialCurvesSection
{
    private const int Most = 80;

    /// <summary>The section.</summary>
    public static Html Render(StudyFacts facts)
    {
        Tuning.Trial[] all = [.. facts.Trials.Where(t => t.Reports.Count(r => double.IsFinite(r.Value)) > 1)];
        var every = Math.Max(1, (all.Length + Most - 1) / Most);
        Tuning.Trial[] shown = [.. all.Where((_, i) => i % every == 0)];
        if (shown.Length == 0)
        {
            return PagePieces.Section("curves", "Learning curves", Html.Empty, Html.Of($"<p class=\"muted\">No trial has reported two numbers.</p>"));
        }

        var pruned = all.Count(t => t.State == TrialState.Pruned);
        var figure = new ChartFigure("curves-chart", "Learning curves", $"{all.Length} trials reported as they went; {pruned} of them were pruned.")
        {
            Legend = StudyFacts.Legend(shown.Select(StudyFacts.LookOf)),
            Caption = Html.Text(every > 1 ? $"Every {every}th trial is drawn. Pruned ones are dashed." : "Pruned ones are dashed."),
        };
        return PagePieces.Section("curves", "Learning curves", Html.Text($"{Figures.Count(pruned)} of {Figures.Count(all.Length)} trials with reports were pruned."), figure.Draw(size => Draw(size, facts, shown)));
    }

    private static Html Draw(ChartSize size, StudyFacts facts, Tuning.Trial[] shown)
    {
        double[] values = [.. shown.SelectMany(t => t.Reports).Select(r => r.Value).Where(double.IsFinite).Order()];
        var (low, high) = (values[values.Length / 50], values[^((values.Length / 50) + 1)]);
        var plot = new Plot(size, new Axis("step", [.. shown.SelectMany(t => t.Reports).Select(r => (double)r.Step)]), new Axis(facts.ValueTitle(), [low, high]));
        return plot.Draw(Html.Of($"{shown.OrderBy(t => t.State == TrialState.Pruned).Select(t => Line(plot, t))}"));
    }

    private static Html Line(Plot plot, Tuning.Trial trial) => Html.Of(
        $"<g class=\"{StudyFacts.LookOf(trial).Class}{(trial.State == TrialState.Pruned ? "" : " behind")}\">{plot.Line(trial.Reports.Where(r => double.IsFinite(r.Value)).Select(r => ((double)r.Step, r.Value)), trial.State == TrialState.Pruned ? "dashed" : "")}</g>");
}
