using Assay.Data;

namespace Assay.Tests.Evaluation.Models;

/// <summary>Tables of a few rows, as they would come from a file.</summary>
internal static class SmallTable
{
    /// <summary>Five rows with every kind of cell; the target is binary ("no", "yes"), and row 3 has a missing size and colour.</summary>
    public static Dataset Binary() => Table(LearningTask.Binary, ["no", "yes"], [0, 1, 1, 0, 1]);

    /// <summary>The same rows with three classes.</summary>
    public static Dataset Multiclass() => Table(LearningTask.Multiclass, ["a", "b", "c"], [0, 1, 2, 0, 1]);

    /// <summary>The same rows with a number as target.</summary>
    public static Dataset Regression() => Table(LearningTask.Regression, [], [1.5, 2, 4, 8, 16]);

    /// <summary>A table of these columns; the target is made of the values.</summary>
    public static Dataset Of(LearningTask task, string[] classes, double[] target, params Column[] columns) => new()
    {
        Name = "small.csv",
        Columns = [.. columns, new NumberColumn("y", ColumnKind.Number, target)],
        Schema = [.. columns.Select(c => new ColumnInfo(c.Name, c.Kind, ColumnRole.Feature) { SourceType = c is NumberColumn ? "DOUBLE" : c.Kind == ColumnKind.Boolean ? "BOOLEAN" : "VARCHAR", Levels = c is CategoryColumn names ? [.. names.Levels] : [] }), new ColumnInfo("y", ColumnKind.Number, ColumnRole.Target)],
        Task = task,
        Target = target,
        Classes = classes,
        Fingerprint = new Fingerprint("", "", "", target.Length, new Dictionary<string, string>()),
    };

    private static Dataset Table(LearningTask task, string[] classes, double[] target) => Of(
        task,
        classes,
        target,
        new NumberColumn("size", ColumnKind.Number, [1, 2.5, -3, double.NaN, 1e20]),
        new CategoryColumn("main colour", ColumnKind.Category, [0, 1, 2, -1, 0], ["blue, dark", "green", "red"]),
        new CategoryColumn("new", ColumnKind.Boolean, [0, 1, 1, 0, 0], ["false", "true"]),
        new TextColumn("note", ColumnKind.Text, ["say \"hi\"", "two\nlines", "", null, "ü"]),
        new NumberColumn("when", ColumnKind.Date, [0, 86400, 1.5e9, 1.6e9, 1.7e9]));
}
