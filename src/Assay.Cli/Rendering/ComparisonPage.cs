using Assay.Evaluation.Comparing;
using Assay.Evaluation.Report;
using Assay.Statistics;
using Spectre.Console;

namespace Assay.Cli.Rendering;

/// <summary>A comparison on a terminal; the verdict comes last, where the eye is.</summary>
internal static class ComparisonPage
{
    private const int MostSlices = 30;

    /// <summary>Writes metrics, slices, costs and verdict.</summary>
    public static void Write(Comparison comparison, IAnsiConsole console)
    {
        var names = $"A {PlainText.Of(comparison.First, 60)}, B {PlainText.Of(comparison.Second, 60)}";
        Terminal.Heading(console, $"{comparison.Task.ToString().ToLowerInvariant()}, {Figures.Count(comparison.Rows)} rows of both", $"{names}{(comparison.Units is null ? "" : $"; intervals draw {comparison.Units}")}");
        Metrics(comparison, console);
        Slices(comparison, console);
        Costs(comparison, console);
        foreach (var note in comparison.Notes)
        {
            Terminal.Line(console, $"Note: {PlainText.Of(note)}", Terminal.Muted);
        }

        foreach (var (name, time) in new[] { ("A", comparison.FirstTime), ("B", comparison.SecondTime) }.Where(t => t.Item2.Rows > 0))
        {
            Terminal.Line(console, $"Predicting took {name} {time.Words}.", Terminal.Muted);
        }

        Terminal.Heading(console, "Verdict", "");
        Terminal.Line(console, PlainText.Of(comparison.Verdict, 1500), comparison.Fails ? Terminal.Bad : Terminal.Strong);
    }

    private static void Metrics(Comparison comparison, IAnsiConsole console)
    {
        // Below this width the intervals of the two scores make way; that of the gain is what decides.
        var roomy = console.Profile.Width >= 118;
        var table = Terminal.NewTable(["metric", "A", "B", "gain of B", "p", "B is"], right: ["A", "B", "gain of B", "p"]);
        table.Columns[0].NoWrap();
        table.Columns[^1].NoWrap();
        foreach (var (metric, main) in comparison.Others.Select(o => (o, false)).Prepend((comparison.Main, true)))
        {
            var decimals = Math.Max(Figures.Decimals(metric.First), Figures.Decimals(metric.Second));
            table.AddRow(
                Terminal.Cell(metric.Metric, main ? Terminal.Strong : Style.Plain),
                Terminal.Cell(roomy ? Figures.Of(metric.First, decimals) : Figures.Fixed(metric.First.Value, decimals)),
                Terminal.Cell(roomy ? Figures.Of(metric.Second, decimals) : Figures.Fixed(metric.Second.Value, decimals)),
                Terminal.Cell(Figures.Gain(metric.Gain)),
                Terminal.Cell(double.IsNaN(metric.AdjustedP) ? "" : Figures.Probability(metric.AdjustedP)),
                Terminal.Cell(Word(metric.Decision), Look(metric.Decision)));
        }

        console.Write(table);
        Terminal.Line(console, Below(comparison), Terminal.Muted);
    }

    private static string Below(Comparison comparison)
    {
        var main = comparison.Main;
        return $"{Figures.Level(main.Gain.Level)} intervals. The gain of B is paired, positive is better whatever the metric; that of {main.Metric} is by {main.Gain.Method}{(main.Test == main.Gain.Method ? "" : $", its p by {main.Test}")}{(comparison.Others.Count > 0 ? ", the others' p after Holm" : "")}. The smallest useful gain is {Figures.Given(main.Margin)}.";
    }

    private static void Slices(Comparison comparison, IAnsiConsole console)
    {
        if (comparison.Slices.Count == 0)
        {
            return;
        }

        Terminal.Heading(console, "Slices", $"gain of B in {comparison.Main.Metric}, {comparison.Slices.Count} compared, intervals corrected for that (Bonferroni); worst first");
        var table = Terminal.NewTable(["slice", "rows", "gain of B", "loss"], right: ["rows", "gain of B"]);
        foreach (var slice in comparison.Slices.Take(MostSlices))
        {
            table.AddRow(Terminal.Cell(slice.Slice), Terminal.Cell(Figures.Count(slice.Rows)), Terminal.Cell(Figures.Gain(slice.Gain)), Terminal.Cell(Word(slice.State), Look(slice.State)));
        }

        console.Write(table);
        Terminal.Rest(console, comparison.Slices.Count - MostSlices, "slices are in the JSON document");
    }

    private static void Costs(Comparison comparison, IAnsiConsole console)
    {
        if (comparison.Costs.Count == 0)
        {
            return;
        }

        Terminal.Heading(console, "Costs", "means, growth from A to B");
        var table = Terminal.NewTable(["cost", "A", "B", "growth", "accepted", "growth is"], right: ["A", "B", "growth", "accepted"]);
        foreach (var cost in comparison.Costs)
        {
            table.AddRow(
                Terminal.Cell(cost.Name), Terminal.Cell(Figures.Significant(cost.First)), Terminal.Cell(Figures.Significant(cost.Second)),
                Terminal.Cell(Growth(cost)), Terminal.Cell($"+{Accepted(cost.Limit)}"), Terminal.Cell(Word(cost.State), Look(cost.State)));
        }

        console.Write(table);
    }

    /// <summary>A growth with its interval where it has one.</summary>
    internal static string Growth(CostComparison cost) => Figures.HasLimits(cost.Growth) && cost.Growth.Low != cost.Growth.High
        ? $"{cost.Say(cost.Growth.Value)} ({cost.Say(cost.Growth.Low)} to {cost.Say(cost.Growth.High)})"
        : cost.Say(cost.Growth.Value);

    /// <summary>The most that is accepted, as it was given.</summary>
    internal static string Accepted(CostLimit limit) => limit.Relative ? $"{Figures.Given(100 * limit.Most)} %" : Figures.Given(limit.Most);

    /// <summary>A decision in a word or three.</summary>
    internal static string Word(Decision decision) => decision switch
    {
        Decision.Better => "better",
        Decision.Worse => "worse",
        Decision.EqualWithinMargin => "equal within margin",
        _ => "cannot tell",
    };

    /// <summary>A state in a word or three.</summary>
    internal static string Word(LimitState state) => state switch
    {
        LimitState.Within => "within limit",
        LimitState.Exceeded => "beyond limit",
        _ => "cannot tell",
    };

    private static Style Look(Decision decision) => decision switch
    {
        Decision.Better => Terminal.Good,
        Decision.Worse => Terminal.Bad,
        _ => Terminal.Muted,
    };

    private static Style Look(LimitState state) => state switch
    {
        LimitState.Within => Terminal.Good,
        LimitState.Exceeded => Terminal.Bad,
        _ => Terminal.Muted,
    };
}
