using System.Globalization;
using Assay.Data;

namespace Assay.Tests.Development;

/// <summary>Small tables made in memory.</summary>
internal static class Tables
{
    public static NumberColumn Numbers(string name, IEnumerable<double> values, ColumnKind kind = ColumnKind.Number) => new(name, kind, [.. values]);

    public static CategoryColumn Words(string name, IEnumerable<string?> values, ColumnKind kind = ColumnKind.Category)
    {
        var words = values.ToArray();
        string[] levels = [.. words.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        return new CategoryColumn(name, kind, [.. words.Select(w => w is null ? -1 : Array.BinarySearch(levels, w, StringComparer.Ordinal))], levels);
    }

    public static Dataset Regression(IEnumerable<double> target, params Column[] features) =>
        Make(LearningTask.Regression, Numbers("target", target), [.. target], [], features);

    public static Dataset Classes(IEnumerable<int> target, params Column[] features)
    {
        int[] classes = [.. target];
        var names = Enumerable.Range(0, Math.Max(2, classes.Max() + 1)).Select(c => c.ToString(CultureInfo.InvariantCulture)).ToArray();
        var task = names.Length == 2 ? LearningTask.Binary : LearningTask.Multiclass;
        return Make(task, Words("target", classes.Select(c => names[c])), [.. classes.Select(c => (double)c)], names, features);
    }

    public static Dataset WithRole(this Dataset data, string column, ColumnRole role) =>
        data with { Schema = [.. data.Schema.Select(c => c.Name == column ? c with { Role = role } : c)] };

    private static Dataset Make(LearningTask task, Column targetColumn, double[] target, string[] classes, Column[] features)
    {
        Column[] columns = [.. features, targetColumn];
        return new Dataset
        {
            Name = "made-up",
            Columns = columns,
            Schema = [.. columns.Select(c => Describe(c, c == targetColumn ? ColumnRole.Target : ColumnRole.Feature))],
            Task = task,
            Target = target,
            Classes = classes,
            Fingerprint = new Fingerprint("", "", "", target.Length, new Dictionary<string, string>()),
        };
    }

    private static ColumnInfo Describe(Column column, ColumnRole role) => new(column.Name, column.Kind, role)
    {
        Distinct = Enumerable.Range(0, column.Count).Select(column.Show).OfType<string>().Distinct().Count(),
        Missing = Enumerable.Range(0, column.Count).Count(column.IsMissing),
        Levels = column is CategoryColumn category ? category.Levels : [],
    };
}
