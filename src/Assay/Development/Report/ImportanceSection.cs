using Assay.Evaluation.Report;
namespace Assay.Development.Report;

/// <summary>What the champion relies on: loss of the metric when one column is shuffled on the test rows.</summary>
internal static class ImportanceSection
{
    private const int Leading = 20;
    private static readonly Look look = new("", "phase-2", MarkerShape.Circle);

    /// <summary>The section.</summary>
    public static Html Render(ReportContext context)
    {
        var columns = context.Outcome.Evidence.Importance.Where(i => double.IsFinite(i.Loss.Value)).ToList();
        if (columns.Count == 0)
        {
            return PagePieces.Section("importance", "What does it rely on?", Html.Empty, Html.Of($"<p class=\"muted\">No importance was measured in this run.</p>"));
        }

        var (low, high) = ScoreRange.Whole(columns.Select(c => c.Loss).Append(new(0, 0, 0, "zero")));
        var scale = Whisker.Scale(low, high, 300);
        var leading = Table(context, "Permutation importance", columns.Take(Leading), scale);
        var others = context.Limits.Shown([.. columns.Skip(Leading)]);
        var rest = others.Count == 0 ? Html.Empty
            : PagePieces.Fold($"{others.Count} more columns", Table(context, "Permutation importance of the other columns", others, scale));
        return PagePieces.Section(
            "importance",
            "What does it rely on?",
            Html.Of($"Loss of {context.Outcome.Metric} when the column is shuffled on the test rows, with 95 % intervals. A column whose interval holds zero cannot be told from noise; columns that say the same share their importance."),
            Html.Of($"{leading}{rest}{context.Limits.Rest(columns.Count - Leading, "columns")}"));
    }

    private static Html Table(ReportContext context, string label, IEnumerable<ColumnImportance> columns, Scale scale) => PagePieces.Stack(
        label,
        Html.Of($"<th scope=\"col\">Column</th><th scope=\"col\" class=\"picture\"><span class=\"sr\">Interval drawn, scale </span>{Whisker.Ruler(scale)}</th><th scope=\"col\" class=\"number\">Loss</th><th scope=\"col\" class=\"number\">95 % interval</th>"),
        columns.Select(c => Html.Of($"<tr><th scope=\"row\">{context.Limits.Name(c.Column)}</th><td class=\"picture\">{Whisker.Draw(c.Loss, scale, look, 0)}</td><td class=\"number strong\" data-label=\"Loss\">{Figures.Value(c.Loss)}</td><td class=\"number\" data-label=\"95 % interval\">{Figures.Limits(c.Loss)}</td></tr>")));
}
