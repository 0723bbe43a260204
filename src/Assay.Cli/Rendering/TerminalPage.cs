using Assay.Data;
using Assay.Development;
using Assay.Development.Report;
using Assay.Evaluation.Report;
using Assay.Statistics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Assay.Cli.Rendering;

/// <summary>An outcome on a terminal: tables that fit its width, plain text when the output is redirected. The verdict comes last, where the eye is.</summary>
internal static class TerminalPage
{
    private const int MostColumns = 40;
    private const int MostCandidatesOfPhase = 12;
    private const int MostFindings = 20;
    private const int MostNames = 3;

    /// <summary>Writes everything: the table, split and leaks, candidates, decisions, verdict and paths.</summary>
    /// <param name="outcome">What was found.</param>
    /// <param name="console">Where to.</param>
    /// <param name="again">The command that repeats the run; empty when there is none.</param>
    public static void Write(Outcome outcome, IAnsiConsole console, string again)
    {
        WriteData(outcome.Dataset, console);
        WriteSplit(outcome, console);
        WriteLeaks(outcome.Leaks, console);
        WriteCandidates(outcome, console);
        WriteDecisions(outcome, console);
        WriteVerdict(outcome, console, again);
    }

    /// <summary>What was inferred of every column.</summary>
    public static void WriteData(DatasetSummary data, IAnsiConsole console)
    {
        Terminal.Heading(console, $"{data.Target} in {data.Name}", $"{Figures.Count(data.Rows)} rows, {Figures.Count(data.Columns.Count)} columns");
        var roomy = console.Profile.Width >= 76;
        var table = Terminal.NewTable(["column", "kind", "role", .. roomy ? new[] { "missing", "distinct" } : [], "why"], right: ["missing", "distinct"]);
        foreach (var column in data.Columns.Take(MostColumns))
        {
            var style = column.Role switch { ColumnRole.Target => Terminal.Good, ColumnRole.Dropped => Terminal.Warn, _ => Style.Plain };
            table.AddRow([
                Terminal.Cell(column.Name, Terminal.Strong), Terminal.Cell(Spelled.Of(column.Kind)), Terminal.Cell(Spelled.Of(column.Role), style),
                .. roomy ? new[] { Terminal.Cell(Missing(column, data.Rows)), Terminal.Cell(Figures.Distinct(column)) } : [],
                Terminal.Cell(column.Reason, Terminal.Muted)]);
        }

        console.Write(table);
        Terminal.Rest(console, data.Columns.Count - MostColumns, "columns are in the report");
        if (data.ClassShares.Count > 0)
        {
            var shares = data.ClassShares.Take(8).Select(c => $"{PlainText.Of(c.Key, 40)} {Figures.Share(c.Value)}");
            Terminal.Line(console, $"Classes: {string.Join(", ", shares)}{(data.ClassShares.Count > 8 ? $" and {data.ClassShares.Count - 8} more" : "")}");
        }
    }

    /// <summary>How rows were dealt, why, and what a random split would have claimed.</summary>
    public static void WriteSplit(Outcome outcome, IAnsiConsole console)
    {
        var split = outcome.Split;
        Terminal.Heading(console, "Split", $"{Spelled.Of(split.Kind)}{(split.By is null ? "" : $" by {split.By}")}, {Spelled.FoldsOf(split)} over {Figures.Count(split.DevelopmentRows)} rows, {Figures.Count(split.TestRows)} rows locked for the test");
        foreach (var sentence in split.Evidence)
        {
            Terminal.Line(console, $"- {PlainText.Of(sentence)}");
        }

        if (split.HonestScore is { Value: not double.NaN } honest && split.RandomScore is { Value: not double.NaN } random)
        {
            Terminal.Line(console, $"Honest split {Figures.Of(honest)}, random split {Figures.Of(random)} of the same quick model. {Spelled.Optimism(outcome)}", split.Optimism > 0 ? Terminal.Warn : Terminal.Muted);
        }
    }

    /// <summary>Leaks with their evidence and remedy.</summary>
    public static void WriteLeaks(IReadOnlyList<LeakFinding> leaks, IAnsiConsole console)
    {
        Terminal.Heading(console, "Leaks", leaks.Count == 0 ? "none found" : $"{leaks.Count(l => l.Certainty == LeakCertainty.Certain)} certain, {leaks.Count(l => l.Certainty == LeakCertainty.Suspected)} suspected");
        foreach (var leak in leaks.Take(MostFindings))
        {
            var certain = leak.Certainty == LeakCertainty.Certain;
            console.Write(new Paragraph(certain ? "certain    " : "suspected  ", certain ? Terminal.Bad : Terminal.Warn)
                .Append(PlainText.Of(leak.Column.Length == 0 ? "rows" : leak.Column, 120), Terminal.Strong)
                .Append($" ({PlainText.Of(leak.Kind, 60)}){(leak.Dropped ? ", left out" : "")}", Terminal.Muted));
            console.WriteLine();
            Terminal.Line(console, PlainText.Of($"{leak.Evidence} {leak.Remedy}"), indent: 2);
        }

        Terminal.Rest(console, leaks.Count - MostFindings, "findings are in the report");
    }

    /// <summary>Every candidate, phase after phase, best first, with score, gain and cost.</summary>
    public static void WriteCandidates(Outcome outcome, IAnsiConsole console)
    {
        Terminal.Heading(console, "Candidates", $"{outcome.Metric}, {(outcome.LargerIsBetter ? "larger is better" : "smaller is better")}, out of fold, 95 % intervals; gain over the phase before");
        var layout = CandidateLayout.For(console.Profile.Width, [.. outcome.Phases.SelectMany(p => p.Candidates).Select(c => c.Score)], outcome.LargerIsBetter);
        var table = Terminal.NewTable(layout.Headings, right: layout.RightHeadings);
        var hidden = 0;
        foreach (var phase in outcome.Phases)
        {
            var ordered = phase.Candidates
                .OrderBy(c => double.IsNaN(c.Score.Value)).ThenBy(c => outcome.LargerIsBetter ? -c.Score.Value : c.Score.Value)
                .ThenBy(c => c.Name, StringComparer.Ordinal).ToList();
            table.AddRow(layout.PhaseRow(phase).Select(text => Terminal.Cell(text, Terminal.Muted)));
            hidden += Math.Max(0, ordered.Count - MostCandidatesOfPhase);
            foreach (var candidate in ordered.Take(MostCandidatesOfPhase))
            {
                var champion = candidate.Name == outcome.Champion.Name;
                var style = champion ? Terminal.Good : candidate is { Error: null, Refused: null } ? Style.Plain : Terminal.Muted;
                table.AddRow(layout.Row(candidate, champion).Select((text, i) => i == 0 ? (IRenderable)new Padder(Terminal.Cell(text, style), new Padding(2, 0, 0, 0)) : Terminal.Cell(text, style)));
            }
        }

        console.Write(table);
        Terminal.Rest(console, hidden, "candidates are in the report");
    }

    /// <summary>Every decision of the promotion rule.</summary>
    public static void WriteDecisions(Outcome outcome, IAnsiConsole console)
    {
        if (outcome.Promotions.Count == 0)
        {
            return;
        }

        Terminal.Heading(console, "Decisions", $"{outcome.Promotions.Count(p => p.Promoted)} of {outcome.Promotions.Count} promoted");
        foreach (var promotion in outcome.Promotions.Take(MostFindings))
        {
            Terminal.Line(console, $"{(promotion.Promoted ? "+" : "-")} {PlainText.Of(promotion.Sentence)}", promotion.Promoted ? Style.Plain : Terminal.Muted);
        }

        Terminal.Rest(console, outcome.Promotions.Count - MostFindings, "decisions are in the report");
    }

    /// <summary>The verdict, the champion's test score, what was left out, and where everything is.</summary>
    /// <param name="outcome">What was found.</param>
    /// <param name="console">Where to.</param>
    /// <param name="again">The command that repeats the run; empty when there is none.</param>
    public static void WriteVerdict(Outcome outcome, IAnsiConsole console, string again)
    {
        Terminal.Heading(console, "Verdict", "");
        Terminal.Line(console, PlainText.Of(outcome.Verdict, 1000), Terminal.Strong);
        console.WriteLine();
        var test = $"test {outcome.Metric}";
        const string gain = "gain over baseline";
        var indent = Math.Max(test.Length, gain.Length) + 2;
        var facts = new Grid().AddColumn(new GridColumn().NoWrap().Width(indent - 2).PadRight(2)).AddColumn(new GridColumn().PadRight(0));
        Terminal.Fact(facts, "champion", $"{outcome.Champion.Name} ({outcome.Champion.Phase})");
        Terminal.Fact(facts, test, Figures.Of(outcome.Champion.Test.GetValueOrDefault(outcome.Metric)));
        Terminal.Fact(facts, gain, Spelled.GainOverBaseline(outcome.Champion));
        Terminal.Fact(facts, "time", $"{Figures.Seconds(outcome.Budget.UsedSeconds)} of {Figures.Seconds(outcome.Budget.GivenSeconds)}, {Figures.Seconds(outcome.Budget.CpuSeconds)} CPU, {Figures.Bytes(outcome.Budget.PeakMemoryBytes)} memory");
        foreach (var (i, reason) in Spelled.LeftOut(outcome.Budget.LeftOut, MostNames).Take(MostFindings).Index())
        {
            Terminal.Fact(facts, i == 0 ? "left out" : "", reason);
        }

        console.Write(facts);
        Terminal.Whole(console, "report", outcome.Report, indent);
        Terminal.Whole(console, "model", outcome.Model, indent);
        Terminal.Whole(console, "run", outcome.Run, indent);
        Terminal.Whole(console, "again", again, indent);
        foreach (var note in outcome.Notes.Concat(outcome.Budget.Uncut))
        {
            Terminal.Line(console, $"Note: {PlainText.Of(note)}", Terminal.Muted);
        }
    }

    private static string Missing(ColumnInfo column, int rows) =>
        column.Missing == 0 ? "0" : Figures.Share(rows > 0 ? (double)column.Missing / rows : 0);
}
