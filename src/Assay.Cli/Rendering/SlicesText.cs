using System.Globalization;
using System.Text;
using Assay.Cli.Frame;
using Assay.Evaluation.Slices;
using Assay.Statistics;

namespace Assay.Cli.Rendering;

/// <summary>What <c>assay slices</c> prints and writes.</summary>
internal static class SlicesText
{
    private static readonly string[] headings = ["#", "slice", "rows", "share", "inside", "elsewhere", "difference", "corrected", "p"];

    /// <summary>SliceLine's slices: a table, or JSON for programs.</summary>
    public static void Write(Invocation call, SliceLineResult result)
    {
        if (call.Json)
        {
            call.WriteJson(new
            {
                Slices = result.Slices.Select(s => new
                {
                    Predicates = s.Predicates.ToDictionary(p => p.Column, p => p.Number is { } number ? number : (object?)p.Value),
                    s.Size,
                    s.ErrorSum,
                    s.Score,
                }),
                result.ValidSlices,
                result.Rows,
                result.MeanError,
            });
            return;
        }

        Listing.Write(call, ["slice", "rows", "errors", "mean", "score"], result.Slices.Select(RawRow));
        call.Messages.WriteLine(Counted(result));
    }

    /// <summary>The findings: a table and a sentence each, or JSON.</summary>
    public static void Write(Invocation call, (SliceFindings Findings, IReadOnlyList<Slice>? Clusters) found, (int Shown, IReadOnlyList<string> Notes) how)
    {
        var (findings, clusters) = found;
        if (call.Json)
        {
            call.WriteJson(new { findings.Sentence, findings.Findings, findings.Rows, findings.Mean, findings.Searched, findings.Significant, findings.MinSupport, findings.Search, findings.Control, findings.Level, findings.Draws, findings.Critical, findings.Undefined, Clusters = clusters, Notes = how.Notes });
            return;
        }

        call.Output.WriteLine(findings.Sentence);
        if (findings.Findings.Count > 0)
        {
            call.Output.WriteLine();
            Listing.Write(call, headings, findings.Findings.Take(how.Shown).Select((f, i) => Row(f.Best, i + 1)));
            call.Output.WriteLine();
        }

        foreach (var (i, finding) in findings.Findings.Take(how.Shown).Index())
        {
            call.Output.WriteLine($"{i + 1}. {PlainText.Of(finding.Sentence, 1000)}{PlainText.Of(Also(finding), 1000)}");
        }

        if (findings.Findings.Count > how.Shown)
        {
            call.Output.WriteLine($"{findings.Findings.Count - how.Shown} weaker findings are in the JSON document; --top {findings.Findings.Count} shows them here.");
        }

        call.Output.WriteLine(Method(findings));
        if (clusters is not null)
        {
            call.Output.WriteLine();
            call.Output.WriteLine(Said(clusters));
            if (clusters.Count > 0)
            {
                call.Output.WriteLine();
                Listing.Write(call, headings, clusters.Select((c, i) => Row(c, i + 1)));
            }
        }
    }

    /// <summary>The findings as Markdown.</summary>
    public static string AsMarkdown(string file, (SliceFindings Findings, IReadOnlyList<Slice>? Clusters) found)
    {
        var (findings, clusters) = found;
        var page = new StringBuilder();
        page.Append($"## Slices of {Markdown.Text(file)}\n\n**{Markdown.Text(findings.Sentence)}**\n\n");
        if (findings.Findings.Count > 0)
        {
            Markdown.Table(page, headings, findings.Findings.Select((f, i) => Row(f.Best, i + 1).Select(Markdown.Text).ToArray()));
        }

        foreach (var (i, finding) in findings.Findings.Index())
        {
            page.Append($"{i + 1}. {Markdown.Text(finding.Sentence)}{Markdown.Text(Also(finding))}\n");
        }

        page.Append($"\n{Markdown.Text(Method(findings))}\n");
        if (clusters is not null)
        {
            page.Append($"\n### Clusters\n\n{Said(clusters)}\n\n");
            Markdown.Table(page, headings, clusters.Select((c, i) => Row(c, i + 1).Select(Markdown.Text).ToArray()));
        }

        return page.ToString();
    }

    /// <summary>SliceLine's slices as Markdown.</summary>
    public static string AsMarkdown(string file, SliceLineResult result)
    {
        var page = new StringBuilder($"## Slices of {Markdown.Text(file)}\n\n");
        Markdown.Table(page, ["slice", "rows", "errors", "mean", "score"], result.Slices.Select(s => RawRow(s).Select(Markdown.Text).ToArray()));
        return page.Append($"{Markdown.Text(Counted(result))}\n").ToString();
    }

    private static string Said(IReadOnlyList<Slice> clusters) => clusters.Count == 0
        ? "No cluster of rows with large losses is reliably worse than the other rows."
        : "Regions around clusters of the rows with the largest losses, made from one half of the rows and compared on the other:";

    private static string[] RawRow(ScoredSlice slice) =>
    [
        string.Join(" and ", slice.Predicates.Select(p => p.Text)), Count(slice.Size), Short(slice.ErrorSum), Short(slice.ErrorSum / slice.Size), slice.Score.ToString("0.0000", CultureInfo.InvariantCulture),
    ];

    private static string Counted(SliceLineResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"{result.ValidSlices:#,0} valid slices; mean loss {Short(result.MeanError)} over {result.Rows:#,0} rows.");

    private static string[] Row(Slice slice, int number) =>
    [
        number.ToString(CultureInfo.InvariantCulture),
        slice.Text,
        Count(slice.Rows),
        (100 * slice.Share).ToString("0.0", CultureInfo.InvariantCulture) + " %",
        Short(slice.Inside.Value),
        Short(slice.Outside.Value),
        Range(slice.Difference),
        Range(slice.Corrected),
        slice.AdjustedP < 0.001 ? "< 0.001" : slice.AdjustedP.ToString("0.000", CultureInfo.InvariantCulture),
    ];

    private static string Also(SliceFinding finding) =>
        (finding.Parts.Count == 0 ? "" : $" Joined from {finding.Parts.Count} slices of neighbouring bins.")
        + (finding.OtherCount == 0 ? "" : $" Also said as: {string.Join("; ", finding.Others.Take(3).Select(o => o.Text))}{(finding.OtherCount > 3 ? $"; and {finding.OtherCount - 3} more" : "")}.")
        + (finding.Narrower.Count == 0 ? "" : $" Worst within it: {string.Join("; ", finding.Narrower.Take(3).Select(n => $"{n.Text} ({Short(n.Inside.Value)})"))}{(finding.Narrower.Count > 3 ? $"; and {finding.Narrower.Count - 3} more" : "")}.");

    private static string Method(SliceFindings findings) => findings.Undefined is not null ? "" : findings.Control switch
    {
        SliceControl.Permutation => string.Create(CultureInfo.InvariantCulture, $"Chance of any false finding at most {findings.Level:0.###}: p values against the largest of all slices in {findings.Draws} permutations of the losses."),
        SliceControl.SplitHalf => string.Create(CultureInfo.InvariantCulture, $"Chance of any false finding at most {findings.Level:0.###}: searched on a random half of the rows{(findings.Search == SliceSearch.Beam ? " (beam search)" : "")}, means and p values (permutation) from the other half."),
        _ => string.Create(CultureInfo.InvariantCulture, $"Expected share of false findings at most {findings.Level:0.###} (Benjamini and Yekutieli over all slices)."),
    };

    private static string Range(Interval interval) => $"{Short(interval.Value)} ({Short(interval.Low)} to {Short(interval.High)})";

    private static string Count(int rows) => rows.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Short(double value) => value.ToString(Math.Abs(value) is >= 0.0005 and < 1 ? "0.000" : "G4", CultureInfo.InvariantCulture);
}
