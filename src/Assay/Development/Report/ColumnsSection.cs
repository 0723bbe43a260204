using Assay.Data;
using Assay.Evaluation.Report;

namespace Assay.Development.Report;

/// <summary>Every column: what it was taken for, why, and what its cells looked like.</summary>
internal static class ColumnsSection
{
    private const int OpenUpTo = 30;

    /// <summary>The section.</summary>
    public static Html Render(ReportContext context)
    {
        var data = context.Outcome.Dataset;
        var table = Html.Of($"{Table(context, data)}{context.Limits.Rest(data.Columns.Count, "columns")}");
        var used = data.Columns.Count(c => c.Role == ColumnRole.Feature);
        return PagePieces.Section(
            "columns",
            "The table",
            Html.Of($"{context.Limits.Name(data.Name)}: {Figures.Count(data.Rows)} rows, {Figures.Count(data.Columns.Count)} columns, {Figures.Count(used)} of them used to predict {context.Limits.Name(data.Target)}."),
            Html.Of($"{Classes(context, data)}{(data.Columns.Count > OpenUpTo ? PagePieces.Fold($"All {data.Columns.Count} columns", table) : table)}"));
    }

    private static Html Table(ReportContext context, DatasetSummary data) => PagePieces.Table(
        "Columns of the table",
        Html.Of($"<th scope=\"col\">Column</th><th scope=\"col\">Kind</th><th scope=\"col\">Role</th><th scope=\"col\" class=\"number\">Missing</th><th scope=\"col\" class=\"number\">Distinct</th><th scope=\"col\">Range</th><th scope=\"col\">Why</th>"),
        context.Limits.Shown(data.Columns).Select(c => Html.Of($"""
            <tr><th scope="row">{context.Limits.Name(c.Name)}</th><td>{Spelled.Of(c.Kind)}</td><td>{Role(c.Role)}</td><td class="number">{Missing(c, data.Rows)}</td><td class="number">{Figures.Distinct(c)}</td><td>{Range(c)}</td><td class="text">{context.Limits.Sentence(c.Reason)}</td></tr>
            """)));

    private static Html Role(ColumnRole role) => role switch
    {
        ColumnRole.Feature => Html.Text("feature"),
        ColumnRole.Target => PagePieces.Badge("good", "◎", "target"),
        ColumnRole.Dropped => PagePieces.Badge("warn", "✕", "dropped"),
        _ => PagePieces.Badge("plain", "·", Spelled.Of(role)),
    };

    private static string Missing(ColumnInfo column, int rows) =>
        column.Missing == 0 ? "0" : $"{Figures.Count(column.Missing)} ({Figures.Share(rows > 0 ? (double)column.Missing / rows : 0)})";

    private static string Range(ColumnInfo column)
    {
        if (!double.IsFinite(column.Minimum) || !double.IsFinite(column.Maximum))
        {
            return "";
        }

        return column.Kind == ColumnKind.Date
            ? $"{Day(column.Minimum)} to {Day(column.Maximum)}"
            : $"{Figures.Given(column.Minimum, 4)} to {Figures.Given(column.Maximum, 4)}";
    }

    private static string Day(double seconds) => seconds is > -6e10 and < 2.5e11
        ? DateTimeOffset.FromUnixTimeSeconds((long)seconds).ToString("yyyy-MM-dd")
        : Figures.Significant(seconds);

    private static Html Classes(ReportContext context, DatasetSummary data)
    {
        if (data.ClassShares.Count == 0)
        {
            return Html.Empty;
        }

        var shown = data.ClassShares.Take(30).Select(c => Html.Of(
            $"<li><span class=\"class-name\">{context.Limits.Name(c.Key)}</span><span class=\"share-bar\" aria-hidden=\"true\"><span style=\"width:{Math.Clamp(c.Value * 100, 0, 100)}%\"></span></span><span class=\"number\">{Figures.Share(c.Value)}</span></li>"));
        var rest = data.ClassShares.Count > 30 ? Html.Of($"<p class=\"muted\">and {data.ClassShares.Count - 30} more classes.</p>") : Html.Empty;
        return Html.Of($"<h3>Classes</h3><ul class=\"classes\">{shown}</ul>{rest}<h3>Columns</h3>");
    }
}
