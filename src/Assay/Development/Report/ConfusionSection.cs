using System.Globalization;
using Assay.Evaluation.Report;

namespace Assay.Development.Report;

/// <summary>Which class is taken for which: counts and row shares, as a table of heat for few classes, the worst pairs for many.</summary>
internal static class ConfusionSection
{
    private const int MostClasses = 30;
    private const int WorstPairs = 25;

    /// <summary>The section; nothing for a task without classes.</summary>
    public static Html Render(ReportContext context)
    {
        var table = context.Outcome.Evidence.Confusion;
        var classes = context.Outcome.Evidence.Classes;
        if (table.Count == 0 || classes.Count != table.Count)
        {
            return Html.Empty;
        }

        return classes.Count <= MostClasses
            ? PagePieces.Section("confusion", "What is taken for what?", Html.Text("Rows are the truth, columns the prediction, on the test rows. Shares are of the truth's row; framed cells are right."), Matrix(context, table, classes))
            : PagePieces.Section("confusion", "What is taken for what?", Html.Of($"The {WorstPairs} most frequent confusions of {classes.Count} classes on the test rows."), Pairs(context, table, classes));
    }

    private static Html Matrix(ReportContext context, IReadOnlyList<IReadOnlyList<double>> table, IReadOnlyList<string> classes)
    {
        var head = Html.Of($"<th scope=\"col\">Truth \\ prediction</th>{classes.Select(c => Html.Of($"<th scope=\"col\" class=\"number\">{context.Limits.Name(c)}</th>"))}");
        var rows = table.Select((row, truth) => Html.Of($"<tr><th scope=\"row\">{context.Limits.Name(classes[truth])}</th>{row.Select((count, predicted) => Cell(count, row.Sum(), truth == predicted))}</tr>"));
        return Html.Of($"<div class=\"confusion\">{PagePieces.Table("Confusion table", head, rows)}</div>");
    }

    private static Html Cell(double count, double rowTotal, bool right)
    {
        if (count == 0)
        {
            return Html.Of($"<td class=\"heat muted{(right ? " right" : "")}\" style=\"--heat:0\">0</td>");
        }

        var share = rowTotal > 0 ? count / rowTotal : 0;
        // The root lets rare confusions be seen; what is right needs no such help.
        var heat = (right ? share : Math.Sqrt(share)).ToString("0.###", CultureInfo.InvariantCulture);
        return Html.Of($"<td class=\"heat {(right ? "right" : "wrong")}\" style=\"--heat:{heat}\">{Figures.Count(count)}<span class=\"share\">{Figures.Share(share)}</span></td>");
    }

    private static Html Pairs(ReportContext context, IReadOnlyList<IReadOnlyList<double>> table, IReadOnlyList<string> classes)
    {
        var worst = table
            .SelectMany((row, truth) => row.Select((count, predicted) => (truth, predicted, count, share: row.Sum() > 0 ? count / row.Sum() : 0)))
            .Where(p => p.truth != p.predicted && p.count > 0)
            .OrderByDescending(p => p.count).ThenByDescending(p => p.share).ThenBy(p => p.truth).ThenBy(p => p.predicted)
            .Take(WorstPairs)
            .Select(p => Html.Of($"<tr><th scope=\"row\">{context.Limits.Name(classes[p.truth])}</th><td>{context.Limits.Name(classes[p.predicted])}</td><td class=\"number\">{Figures.Count(p.count)}</td><td class=\"number\">{Figures.Share(p.share)}</td></tr>"));
        return PagePieces.Table(
            "Worst confusions",
            Html.Of($"<th scope=\"col\">Truth</th><th scope=\"col\">Taken for</th><th scope=\"col\" class=\"number\">Rows</th><th scope=\"col\" class=\"number\">Share of the truth's rows</th>"),
            worst);
    }
}
