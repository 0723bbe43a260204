using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;
using Assay.Evaluation.Suite;
using Spectre.Console;

namespace Assay.Cli.Rendering;

/// <summary>An evaluation on a terminal: scores, every check, what was left out; the verdict comes last, where the eye is.</summary>
internal static class EvaluationPage
{
    private const int MostResults = 60;
    private const int MostExamples = 2;

    /// <summary>Writes everything.</summary>
    public static void Write(EvaluationOutcome outcome, IAnsiConsole console)
    {
        Terminal.Heading(console, outcome.Name, $"{outcome.Target} in {outcome.Data}, {outcome.Task.ToString().ToLowerInvariant()}, {Figures.Count(outcome.Rows)} rows");
        Metrics(outcome, console);
        Results(outcome, console);
        if (outcome.NotApplicable.Count > 0)
        {
            Terminal.Heading(console, "Left out", "");
            foreach (var (check, reason) in outcome.NotApplicable)
            {
                Terminal.Line(console, PlainText.Of($"{check}: {reason}"), Terminal.Muted);
            }
        }

        foreach (var note in outcome.Notes)
        {
            Terminal.Line(console, $"Note: {PlainText.Of(note)}", Terminal.Muted);
        }

        if (outcome.Time.Rows > 0)
        {
            Terminal.Line(console, $"Predicting took {outcome.Time.Words}.", Terminal.Muted);
        }

        Terminal.Heading(console, "Verdict", "");
        Terminal.Line(console, PlainText.Of(outcome.Verdict, 1500), outcome.Fails ? Terminal.Bad : Terminal.Strong);
        Terminal.Whole(console, "report", outcome.Report, 8);
        Terminal.Whole(console, "run", outcome.Run, 8);
    }

    /// <summary>A sign and a word for a status, so that colour is never the only sign.</summary>
    internal static (string Sign, string Word) Say(CheckStatus status) => status switch
    {
        CheckStatus.Passed => ("+", "passed"),
        CheckStatus.Failed => ("x", "failed"),
        CheckStatus.CannotTell => ("?", "cannot tell"),
        _ => ("-", "not applicable"),
    };

    private static void Metrics(EvaluationOutcome outcome, IAnsiConsole console)
    {
        var table = Terminal.NewTable(["metric", "score", "interval by"], right: ["score"]);
        table.Columns[0].NoWrap();
        foreach (var (name, score) in outcome.Metrics.OrderBy(m => m.Key != outcome.Metric))
        {
            table.AddRow(Terminal.Cell(name, name == outcome.Metric ? Terminal.Strong : Style.Plain), Terminal.Cell(Figures.Of(score)), Terminal.Cell(score.Undefined ?? score.Method, Terminal.Muted));
        }

        console.Write(table);
        Baselines(outcome, console);
    }

    private static void Baselines(EvaluationOutcome outcome, IAnsiConsole console)
    {
        var defined = outcome.Baselines.Where(b => double.IsFinite(b.Score.Value)).ToList();
        if (defined.Count == 0)
        {
            return;
        }

        Terminal.Heading(console, "Baselines", $"{outcome.Metric}; skill is the share of the way from the baseline to perfection");
        var table = Terminal.NewTable(["baseline", "score", "gain of the model", "skill"], right: ["score", "gain of the model", "skill"]);
        table.Columns[0].NoWrap();
        foreach (var baseline in defined)
        {
            table.AddRow(Terminal.Cell(baseline.Name), Terminal.Cell(Figures.Of(baseline.Score)), Terminal.Cell(Figures.Gain(baseline.Gain)), Terminal.Cell(Figures.Of(baseline.Skill)));
        }

        console.Write(table);
        foreach (var source in defined.GroupBy(b => b.Source[(b.Source.LastIndexOf(';') + 1)..].Trim()))
        {
            Terminal.Line(console, $"{string.Join(", ", source.Select(b => PlainText.Of(b.Name)))}: {PlainText.Of(source.Key)}.", Terminal.Muted);
        }
    }

    private static void Results(EvaluationOutcome outcome, IAnsiConsole console)
    {
        Terminal.Heading(console, "Checks", string.Join(", ", outcome.Results.GroupBy(r => r.Status).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Say(g.Key).Word}")));
        // Grouped by check in the order of the suite; in each what failed comes first.
        var shown = outcome.Results.GroupBy(r => r.Check).SelectMany(g => g.OrderBy(r => CheckResult.Rank(r.Status))).Take(MostResults).ToList();
        var check = "";
        foreach (var result in shown)
        {
            if (result.Check != check)
            {
                check = result.Check;
                Terminal.Line(console, check, Terminal.Strong);
            }

            var (sign, word) = Say(result.Status);
            Terminal.Line(console, PlainText.Of($"{sign} {word}: {result.Subject}. {result.Sentence}", 600), Look(result.Status), indent: 2);
            foreach (var example in result.Status == CheckStatus.Failed ? result.Examples.Take(MostExamples) : [])
            {
                Terminal.Line(console, PlainText.Of(Example(example), 400), Terminal.Muted, indent: 4);
            }
        }

        Terminal.Rest(console, outcome.Results.Count - MostResults, "results are in the report");
    }

    /// <summary>A counter-example on one line.</summary>
    internal static string Example(CounterExample example) =>
        $"row {example.Row}: {(example.Changes.Count == 0 ? "" : string.Join(", ", example.Changes.Select(c => $"{c.Column} {c.From ?? "missing"} to {c.To ?? "missing"}")) + ": ")}{example.Before} becomes {example.After}";

    private static Style Look(CheckStatus status) => status switch
    {
        CheckStatus.Failed => Terminal.Bad,
        CheckStatus.CannotTell => Terminal.Warn,
        CheckStatus.Passed => Style.Plain,
        _ => Terminal.Muted,
    };
}
