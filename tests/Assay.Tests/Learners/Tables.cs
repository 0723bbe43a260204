using Assay.Data;
using Assay.Numerics;

namespace Assay.Tests.Learners;

/// <summary>Small tables made in memory for the tests of learners.</summary>
internal static class Tables
{
    /// <summary>A table of these feature columns and this target.</summary>
    public static Dataset Of(LearningTask task, double[] target, params Column[] features) => new()
    {
        Name = "made-up",
        Columns = [.. features, new NumberColumn("target", ColumnKind.Number, target)],
        Schema = [.. features.Select(c => new ColumnInfo(c.Name, c.Kind, ColumnRole.Feature)), new ColumnInfo("target", ColumnKind.Number, ColumnRole.Target)],
        Task = task,
        Target = target,
        Classes = task switch { LearningTask.Binary => ["no", "yes"], LearningTask.Multiclass => ["a", "b", "c"], _ => [] },
        Fingerprint = new Fingerprint("", "", "", target.Length, new Dictionary<string, string>()),
    };

    /// <summary>The same table with that column in another role.</summary>
    public static Dataset As(this Dataset data, string column, ColumnRole role) => data with
    {
        Schema = [.. data.Schema.Select(c => c.Name == column ? c with { Role = role } : c)],
    };

    /// <summary>The same table with one more column.</summary>
    public static Dataset And(this Dataset data, Column column, ColumnRole role) => data with
    {
        Columns = [.. data.Columns, column],
        Schema = [.. data.Schema, new ColumnInfo(column.Name, column.Kind, role)],
    };

    /// <summary>Numbers.</summary>
    public static NumberColumn Numbers(string name, params double[] values) => new(name, ColumnKind.Number, values);

    /// <summary>Names; null is a missing cell.</summary>
    public static CategoryColumn Names(string name, params string?[] values)
    {
        var levels = values.OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        return new(name, ColumnKind.Category, [.. values.Select(v => v is null ? -1 : Array.IndexOf(levels, v))], levels);
    }

    /// <summary>Texts; null is a missing cell.</summary>
    public static TextColumn Texts(string name, params string?[] values) => new(name, ColumnKind.Text, values);

    /// <summary>A table with every kind of column, some cells missing, a constant and an empty column, and answers of an existing system.</summary>
    public static Dataset Mixed(int rows, LearningTask task, ulong seed = 1)
    {
        var random = new SeededRandom(seed);
        var size = new double[rows];
        var rating = new double[rows];
        var when = new double[rows];
        var colour = new string?[rows];
        var note = new string?[rows];
        var target = new double[rows];
        for (var i = 0; i < rows; i++)
        {
            size[i] = random.Next(10) == 0 ? double.NaN : random.NextNormal();
            rating[i] = random.Next(5);
            when[i] = 1.7e9 + (random.Next(400) * 86400.0);
            colour[i] = random.Next(6) switch { 0 => null, 1 => "blue", 2 => "green", 3 => "red", 4 => "white", _ => "pink" };
            note[i] = random.Next(20) == 0 ? null : random.Next(2) == 0 ? "Call me, URGENT 42" : "see you at home";
            var score = (double.IsNaN(size[i]) ? 0.5 : size[i]) + (colour[i] == "red" ? 1.5 : 0) + (rating[i] / 4) + (note[i]?.Length > 15 ? 1 : 0) + (0.3 * random.NextNormal());
            target[i] = task switch { LearningTask.Binary => score > 1.2 ? 1 : 0, LearningTask.Multiclass => Math.Clamp((int)Math.Round(score), 0, 2), _ => 10 + score };
        }

        var data = Of(
            task, target, Numbers("size", size), new NumberColumn("rating", ColumnKind.OrderedCode, rating), new NumberColumn("when", ColumnKind.Date, when),
            Names("colour", colour), Texts("note", note), Numbers("always", [.. size.Select(_ => 3.0)]), Numbers("never", [.. size.Select(_ => double.NaN)]),
            Names("nothing", new string?[rows]));
        Column existing = task == LearningTask.Multiclass
            ? Names("system", [.. target.Select((t, i) => i % 4 == 0 ? null : data.Classes[i % 7 == 0 ? 0 : (int)t])])
            : Numbers("system", [.. target.Select((t, i) => i % 9 == 0 ? double.NaN : task == LearningTask.Binary ? 0.2 + (0.6 * t) : t + 1)]);
        return data.And(existing, ColumnRole.Existing);
    }

    /// <summary>Row i validates in fold i mod k.</summary>
    public static Fold[] Folds(int rows, int folds) =>
        [.. Enumerable.Range(0, folds).Select(f => new Fold(
            [.. Enumerable.Range(0, rows).Where(i => i % folds != f)],
            [.. Enumerable.Range(0, rows).Where(i => i % folds == f)]))];

    /// <summary>The area under the ROC curve by comparing every pair: slow and plain.</summary>
    public static double RankingArea(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        var right = 0.0;
        var pairs = 0.0;
        for (var i = 0; i < truth.Length; i++)
        {
            for (var j = 0; j < truth.Length; j++)
            {
                if (truth[i] == 1 && truth[j] == 0)
                {
                    pairs++;
                    right += predicted[i] > predicted[j] ? 1 : predicted[i] == predicted[j] ? 0.5 : 0;
                }
            }
        }

        return right / pairs;
    }
}
