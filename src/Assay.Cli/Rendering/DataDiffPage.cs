using System.Globalization;
using System.Text;
using Assay.Evaluation.Differences;

namespace Assay.Cli.Rendering;

/// <summary>A diff of data on one page, as text or as Markdown.</summary>
internal static class DataDiffPage
{
    private const int ShownRows = 30;
    private const int ShownCells = 8;
    private const int ShownColumns = 40;

    /// <summary>For a terminal or a log.</summary>
    public static string Text(DataDiff diff, int width)
    {
        var page = new StringBuilder();
        foreach (var line in Lines(diff))
        {
            page.Append(PlainText.Of(line, Math.Max(400, width)).TrimEnd()).Append('\n');
        }

        return page.ToString().TrimEnd('\n');
    }

    /// <summary>For a pull request.</summary>
    public static string Markdown(DataDiff diff)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"# {Rendering.Markdown.Text($"{diff.First.Name} and {diff.Second.Name}")}\n\n{Rendering.Markdown.Text(Verdict(diff))}\n\n");
        Rendering.Markdown.Table(page, ["rows", "before", "after", "added", "removed", "changed", "changed cells"], [[Key(diff), Number(diff.First.Rows), Number(diff.Second.Rows), Number(diff.Rows.Added), Number(diff.Rows.Removed), Number(diff.Rows.Changed), Number(diff.Rows.ChangedCells)]]);
        if (diff.Schema.Count > 0)
        {
            Rendering.Markdown.Table(page, ["schema", "column", "before", "after"], diff.Schema.Select(s => (string[])[s.Change, Rendering.Markdown.Text(s.Column), Rendering.Markdown.Text(s.Before ?? ""), Rendering.Markdown.Text(s.After ?? "")]));
        }

        Rendering.Markdown.Table(page, ["column", "moved", "distance", "corrected p", "missing", "distinct", "changed cells"], diff.Columns.Take(ShownColumns).Select(c => (string[])
        [
            Rendering.Markdown.Text(c.Column), c.Flagged ? "**yes**" : "", Share(c.Distance), Share(c.AdjustedP), $"{Number(c.Before.Missing)} → {Number(c.After.Missing)}", $"{Number(c.Before.Distinct)} → {Number(c.After.Distinct)}",
            Number(diff.Rows.ChangedCellsByColumn.GetValueOrDefault(c.Column)),
        ]));
        foreach (var line in Meaning(diff.Meaning).Concat(Rows(diff)).Concat(diff.Notes))
        {
            page.Append(CultureInfo.InvariantCulture, $"- {Rendering.Markdown.Text(line.Trim())}\n");
        }

        return page.ToString();
    }

    private static IEnumerable<string> Lines(DataDiff diff)
    {
        yield return $"{diff.First.Name} -> {diff.Second.Name}: {Verdict(diff)}";
        yield return $"identity   {diff.First.Ordered[..16]} -> {diff.Second.Ordered[..16]}, in any order {diff.First.Unordered[..16]} -> {diff.Second.Unordered[..16]}";
        foreach (var change in diff.Schema)
        {
            yield return $"schema     {change.Change} {change.Column}{(change.Before is null && change.After is null ? "" : $": {change.Before ?? "-"} -> {change.After ?? "-"}")}{(change.Similarity is { } alike ? $" ({alike * 100:0.#} % of cells alike)" : "")}";
        }

        yield return $"rows       {Number(diff.First.Rows)} -> {Number(diff.Second.Rows)}, by {Key(diff)}: {Number(diff.Rows.Added)} added, {Number(diff.Rows.Removed)} removed, {Number(diff.Rows.Changed)} changed, {Number(diff.Rows.Unchanged)} unchanged";
        if (diff.Rows.DuplicateKeysBefore + diff.Rows.DuplicateKeysAfter > 0)
        {
            yield return $"           keys of several rows: {diff.Rows.DuplicateKeysBefore} before, {diff.Rows.DuplicateKeysAfter} after, such as {string.Join("; ", diff.Rows.DuplicateKeys)}";
        }

        if (diff.Rows.ChangedCells > 0)
        {
            yield return $"cells      {Number(diff.Rows.ChangedCells)} changed: {string.Join(", ", diff.Rows.ChangedCellsByColumn.OrderByDescending(c => c.Value).Take(ShownColumns).Select(c => $"{c.Key} {Number(c.Value)}"))}";
        }

        foreach (var line in Columns(diff).Concat(Meaning(diff.Meaning)).Concat(Rows(diff)).Concat(diff.Notes.Select(n => $"note       {n}")))
        {
            yield return line;
        }
    }

    private static string Verdict(DataDiff diff) => diff.Identical ? "identical, every cell in order"
        : diff.SameRows ? "the same rows in another order"
        : diff.Columns.Count(c => c.Flagged) is > 0 and var moved ? $"different; {moved} {(moved == 1 ? "column has" : "columns have")} moved"
        : "different; no column has moved beyond chance and 0.05";

    private static string Key(DataDiff diff) => diff.Rows.Key.Count == 0 ? "multiset (no key)" : string.Join(" + ", diff.Rows.Key) + (diff.Rows.KeyInferred ? " (found)" : "");

    private static IEnumerable<string> Columns(DataDiff diff)
    {
        var shown = diff.Identical ? [] : diff.Columns.Where(c => c.Flagged || c.Distance > 0 || c.Before.Missing != c.After.Missing).Take(ShownColumns).ToList();
        foreach (var column in shown)
        {
            yield return $"column     {(column.Flagged ? "MOVED " : "")}{column.Column}: {(column.Distance is { } distance ? $"{column.Measure} {distance:0.######}, corrected p {column.AdjustedP:0.###}" : "not compared")}"
                + $", missing {Number(column.Before.Missing)} -> {Number(column.After.Missing)}, distinct {(column.Before.DistinctIsEstimate ? "about " : "")}{Number(column.Before.Distinct)} -> {Number(column.After.Distinct)}";
            if (column.Flagged && column.Before.Quantiles.Count > 0 && column.After.Quantiles.Count > 0)
            {
                yield return $"           least, 5, 25, 50, 75, 95 %, most: {string.Join(" ", column.Before.Quantiles)} -> {string.Join(" ", column.After.Quantiles)}";
            }

            if (column.Flagged && column.Top.Count > 0)
            {
                yield return $"           most frequent: {string.Join(", ", column.Top.Select(Count))}";
            }
        }
    }

    private static IEnumerable<string> Meaning(DataMeaning meaning)
    {
        if (meaning.Labels.Count > 0)
        {
            yield return $"labels     {string.Join(", ", meaning.Labels.Select(Count))}; {Number(meaning.RelabelledRows ?? 0)} rows relabelled";
            yield return $"content    {Number(meaning.SharedContent ?? 0)} rows of the second table have content that is in the first: a test file must share none with its training file";
        }

        if (meaning.Parts.Count > 0)
        {
            yield return $"parts      {string.Join(", ", meaning.Parts.Select(Count))}; rows in two parts: {Number(meaning.LeakedBefore ?? 0)} -> {Number(meaning.LeakedAfter ?? 0)}";
            yield return meaning.Moves.Count == 0 ? "moves      no row changed its part" : $"moves      {string.Join(", ", meaning.Moves.Select(m => $"{m.From} -> {m.To} {Number(m.Rows)}"))}";
        }

        if (meaning.Model is { } model)
        {
            yield return $"model      {Number(model.Flipped)} of {Number(model.Rows)} changed rows are predicted otherwise; {model.Metric} {model.Before:0.####} -> {model.After:0.####} (rows that did not change: {model.AfterWithoutChanges:0.####})";
        }
    }

    private static IEnumerable<string> Rows(DataDiff diff) => diff.Rows.Sample.Take(ShownRows).Select(row =>
        $"{row.Change,-10} {string.Join(", ", row.Key)}: {string.Join(", ", row.Cells.Take(ShownCells).Select(c => row.Change == "changed" ? $"{c.Column} {c.Before ?? "missing"} -> {c.After ?? "missing"}" : $"{c.Column} {c.After ?? c.Before ?? "missing"}"))}{(row.Cells.Count > ShownCells ? ", ..." : "")}");

    private static string Count(ValueCount value) => $"{value.Value} {Number(value.Before)} -> {Number(value.After)}";

    private static string Share(double? share) => share is { } number ? number.ToString("0.######", CultureInfo.InvariantCulture) : "";

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
