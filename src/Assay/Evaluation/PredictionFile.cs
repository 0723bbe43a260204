using System.Globalization;
using Assay.Data;

namespace Assay.Evaluation;

/// <summary>Reads a file of predictions of any system: a row's name, the truth, and a class, a value, a score or one probability a class.</summary>
public static class PredictionFile
{
    /// <summary>Why a column of the prediction itself is no feature.</summary>
    internal const string Part = "Part of the prediction.";

    /// <summary>Reads the file, with truth from the file itself or from labelled rows given beside it.</summary>
    /// <param name="path">CSV, TSV, Parquet or JSON lines, packed or not.</param>
    /// <param name="columns">What the columns are; what is left out is found by name.</param>
    /// <param name="labelled">Rows with truth, to be joined by id or by row number where the file has no truth of its own; null when there are none.</param>
    /// <exception cref="AssayException"><c>data.…</c> when the file holds no predictions, no truth, or the two do not fit.</exception>
    public static Predictions Read(string path, PredictionColumns columns, Dataset? labelled = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var file = Path.GetFileName(path);
        var table = TableReader.Read(path, columns.Threads);
        if (table.Rows == 0)
        {
            throw new AssayException("data.no-rows", $"{file} has column names but no rows.");
        }

        var header = PredictionHeader.Find([.. table.Columns.Select(c => c.Name)], file, columns);
        if (labelled is null && header.Truth is null)
        {
            throw new AssayException(
                "data.truth-missing",
                $"No column of {file} is known as the truth (columns: {string.Join(", ", table.Columns.Select(c => c.Name).Take(30))}). Name it with --truth COL, or give the labelled rows with --data FILE --target COL.");
        }

        return labelled is null ? WithOwnTruth(table, file, (header, columns)) : Joined(table, file, (header, columns), labelled);
    }

    /// <summary>The columns of a table that say what was predicted, or who the row is: scores, probabilities of classes, ids.</summary>
    /// <param name="names">All columns.</param>
    /// <param name="told">What is known of them; a prediction at least.</param>
    public static IReadOnlyList<string> PartsOf(IReadOnlyList<string> names, PredictionColumns told)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(told);
        var header = PredictionHeader.Find(names, "the table", told);
        return [.. names.Where(n => !header.IsOther(n))];
    }

    private static Predictions WithOwnTruth(RawTable table, string file, (PredictionHeader Header, PredictionColumns Told) how)
    {
        var (header, told) = how;
        var data = DatasetBuilder.Build(table, file, new ReadOptions
        {
            Target = header.Truth,
            // Probabilities of more than two classes say that whole numbers are names of classes, however few the rows.
            Task = told.Task ?? (SaysAmounts(table, header) ? LearningTask.Regression : header.Probabilities.Count > 2 ? LearningTask.Multiclass : null),
            Positive = told.Positive,
            Id = header.Id == header.Truth ? null : header.Id,
            Group = told.Group,
            Time = told.Time,
            Weight = told.Weight,
            Missing = told.Missing,
            Threads = told.Threads,
        });
        header = header.WithClassColumns(table, data.Classes).OrRefused(table, file);
        var rows = data.SourceRows.Length > 0 ? data.SourceRows : [.. Enumerable.Range(0, data.RowCount)];
        var others = data.Columns.Where(c => header.IsOther(c.Name)).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var (predicted, kind, classes) = new PredictedNumbers(table, file, header) { Missing = MissingMarkers.Of(told.Missing), Kind = told.Kind }.Of(data, rows);
        return new Predictions(Stem(file), data.Without([.. data.Columns.Select(c => c.Name).Where(n => !others.Contains(n))], Part) with { Task = classes.Count > 2 ? LearningTask.Multiclass : data.Task, Classes = classes }, predicted, kind)
        {
            Ids = Ids(table, header, rows, file),
        };
    }

    private static Predictions Joined(RawTable table, string file, (PredictionHeader Header, PredictionColumns Told) how, Dataset labelled)
    {
        var header = Named(how.Header, how.Told, (table, labelled)).WithClassColumns(table, labelled.Classes).OrRefused(table, file);
        var names = Ids(table, header, [.. Enumerable.Range(0, table.Rows)], file);
        var own = RowNames.Of(labelled);
        var rows = RowNames.Pair(
            names.Count == 0 || GoesByNumber(header, labelled) ? RowNames.Places(labelled) : own,
            names.Count > 0 ? names : Places(table, labelled, file),
            (labelled.Name, file));
        var data = labelled.Taking(rows.First);
        var (predicted, kind, classes) = new PredictedNumbers(table, file, header) { Missing = MissingMarkers.Of(how.Told.Missing), Kind = how.Told.Kind }.Of(data, rows.Second);
        return new Predictions(Stem(file), data with { Task = classes.Count > 2 ? LearningTask.Multiclass : data.Task, Classes = classes }, predicted, kind)
        {
            Ids = [.. rows.First.Select(row => own[row])],
        };
    }

    // Where both tables have the column that names the labelled rows, it decides over a number of the row.
    private static PredictionHeader Named(PredictionHeader header, PredictionColumns told, (RawTable Table, Dataset Labelled) both) =>
        told.Id is null && both.Labelled.With(ColumnRole.RowId)?.Name is { } shared && both.Table.Columns.Any(c => c.Name == shared) ? header with { Id = shared } : header;

    // "row", as our own predictions have it, counts the rows of the file they were made for.
    private static bool GoesByNumber(PredictionHeader header, Dataset labelled) => header.Id == "row" && labelled.With(ColumnRole.RowId)?.Name != "row";

    private static IReadOnlyList<string> Places(RawTable table, Dataset labelled, string file)
    {
        var last = labelled.SourceRows.Length > 0 ? labelled.SourceRows.Max() : labelled.RowCount - 1;
        return table.Rows == last + 1 || (labelled.SourceRows.Length > 0 && table.Rows > last)
            ? [.. Enumerable.Range(0, table.Rows).Select(r => r.ToString(CultureInfo.InvariantCulture))]
            : throw new AssayException(
                "data.rows-differ",
                $"{file} has {table.Rows} rows and {labelled.Name} has {last + 1}, and nothing names them, so nobody knows which belong together. Give one prediction a row in the same order, or a column that names the rows in both (--id COL).");
    }

    // Truth in whole numbers is an amount when what was predicted for it is not one of them.
    private static bool SaysAmounts(RawTable table, PredictionHeader header)
    {
        if (header.Predicted is null || header.Probabilities.Count > 0 || Numbers(table, header.Truth!) is not { } truth || Numbers(table, header.Predicted) is not { } predicted)
        {
            return false;
        }

        var known = truth.Where(v => !double.IsNaN(v)).ToHashSet();
        return known.Count > 2 && predicted.Any(v => !double.IsNaN(v) && !known.Contains(v));
    }

    private static double[]? Numbers(RawTable table, string name) =>
        CleanColumn.Of(table.Columns.First(c => c.Name == name), keepText: false).Cells is RawNumbers numbers ? numbers.Values : null;

    private static IReadOnlyList<string> Ids(RawTable table, PredictionHeader header, int[] rows, string file)
    {
        if (header.Id is not { } id)
        {
            return [];
        }

        var cells = TypedColumn.Make(CleanColumn.Of(table.Columns.First(c => c.Name == id), keepText: true), ColumnKind.Text, null);
        return Array.ConvertAll(rows, row => cells.Show(row) ?? throw new AssayException("data.id-missing", $"Row {row} of {file} has no \"{id}\". Every row needs a name, or none: then rows go by their number."));
    }

    private static string Stem(string file)
    {
        var dot = file.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 ? file[..dot] : file;
    }
}
