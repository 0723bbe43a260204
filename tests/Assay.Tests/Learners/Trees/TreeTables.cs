using Assay.Data;
using Assay.Numerics;

namespace Assay.Tests.Learners.Trees;

/// <summary>Small made-up tables with every kind of column, for the tests of trees.</summary>
internal static class TreeTables
{
    private static readonly string[] Towns = [.. Enumerable.Range(0, 40).Select(i => $"town {i:00}")];

    /// <summary>A table whose target follows from a number, a category, a date and a word.</summary>
    public static Dataset Mixed(int rows, LearningTask task, ulong seed = 1, bool weighted = false)
    {
        var random = new SeededRandom(seed);
        var size = new double[rows];
        var colour = new int[rows];
        var town = new int[rows];
        var when = new double[rows];
        var note = new string?[rows];
        var target = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            size[i] = random.Next(10) == 0 ? double.NaN : random.NextNormal();
            colour[i] = random.Next(5) - 1;
            town[i] = random.Next(Towns.Length);
            when[i] = 1.7e9 + (random.Next(400) * 86400.0) + (random.Next(24) * 3600);
            note[i] = random.Next(20) == 0 ? null : random.Next(2) == 0 ? "Call me, URGENT 42" : "see you at home";
            var score = (double.IsNaN(size[i]) ? 1 : size[i]) + (colour[i] == 2 ? 1.5 : 0) + (town[i] % 3) + (note[i]?.Length > 15 ? 1 : 0) + (0.3 * random.NextNormal());
            target[i] = task switch { LearningTask.Binary => score > 1.8 ? 1 : 0, LearningTask.Multiclass => Math.Clamp((int)(score + 0.5), 0, 3), _ => 10 + score };
        }

        Column[] columns =
        [
            new NumberColumn("size", ColumnKind.Number, size),
            new CategoryColumn("colour", ColumnKind.Category, colour, ["blue", "green", "red", "white"]),
            new CategoryColumn("town", ColumnKind.Category, town, Towns),
            new NumberColumn("when", ColumnKind.Date, when),
            new TextColumn("note", ColumnKind.Text, note),
            new NumberColumn("target", ColumnKind.Number, target),
        ];
        return new Dataset
        {
            Name = "mixed",
            Columns = columns,
            Schema = [.. columns.Select(c => new ColumnInfo(c.Name, c.Kind, c.Name == "target" ? ColumnRole.Target : ColumnRole.Feature))],
            Task = task,
            Target = target,
            Classes = task switch { LearningTask.Binary => ["no", "yes"], LearningTask.Multiclass => ["a", "b", "c", "d"], _ => [] },
            Weights = weighted ? Enumerable.Range(0, rows).Select(i => 1.0 + (i % 3)).ToArray() : default(ReadOnlyMemory<double>),
            Fingerprint = new Fingerprint("", "", "", rows, new Dictionary<string, string>()),
        };
    }

    /// <summary>Row i validates in fold i mod k.</summary>
    public static Fold[] Folds(int rows, int folds) =>
        [.. Enumerable.Range(0, folds).Select(f => new Fold(
            [.. Enumerable.Range(0, rows).Where(i => i % folds != f)],
            [.. Enumerable.Range(0, rows).Where(i => i % folds == f)]))];
}
