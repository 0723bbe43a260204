using System.Collections.Frozen;
using System.Globalization;

namespace Assay.Data;

/// <summary>The target as task, classes and one number a kept row.</summary>
internal sealed record TargetColumn(LearningTask Task, IReadOnlyList<string> Classes, double[] Values, string Reason)
{
    private const int ClassLimit = 20;
    private const int RowsPerClass = 10;

    // A table of fewer rows is refused by every split; nothing is said about its classes.
    private const int EnoughRows = 10;
    private const int FewOfAClass = 50;

    private static readonly FrozenSet<string> positiveNames = new[]
    {
        "yes", "y", "true", "t", "positive", "pos", "bad", "spam", "fraud", "fraudulent", "default", "defaulted", "churn", "churned", "sick",
        "disease", "malignant", "dead", "died", "failed", "failure", "abnormal", "attack", "anomaly", "toxic", "clicked", "converted",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the target of the kept rows (all have a value).</summary>
    /// <remarks>
    /// Texts and truth values are classes. Numbers are classes when they are whole and there are two of them, or at most 20 with ten rows or
    /// more each; otherwise the task is regression.
    /// </remarks>
    /// <exception cref="AssayException"><c>data.target-…</c> when the target does not suit the task.</exception>
    public static TargetColumn Of(CleanColumn column, ColumnProfile profile, ReadOptions options, int[]? rows)
    {
        var name = column.Cells.Name;
        if (profile.Distinct == 0)
        {
            throw new AssayException("data.target-missing", $"The target \"{name}\" has no value in any row.");
        }

        if (profile.Distinct == 1)
        {
            throw new AssayException("data.target-constant", $"The target \"{name}\" has the same value in every row that has one (rows: {profile.Present}); there is nothing to learn. Check the file or choose another target.");
        }

        var (task, reason) = Decide(column, profile, options);
        if (task == LearningTask.Regression)
        {
            var values = column.Cells switch
            {
                RawNumbers numbers => numbers.Values,
                RawDates dates => dates.Seconds,
                _ => throw new AssayException("data.target-not-number", $"The target \"{name}\" holds texts such as \"{((RawTexts)column.Cells).Distinct[0]}\", so the task cannot be regression. Leave --task out or choose binary or multiclass."),
            };
            RefusePositive(options, task);
            return new TargetColumn(task, [], rows is null ? [.. values] : [.. rows.Select(r => values[r])], reason);
        }

        return OfClasses((CategoryColumn)TypedColumn.Make(column, ColumnKind.Category, rows), task, reason, options);
    }

    /// <summary>What to know about a binary target with few rows of one class; null when there are enough.</summary>
    public string? RareClass(string name) =>
        Task == LearningTask.Binary && Values.Length >= EnoughRows && Rarer(Values, Classes) is { Rows: < FewOfAClass } rare
            ? $"Class \"{rare.Class}\" of the target \"{name}\" has {rare.Rows} {(rare.Rows == 1 ? "row" : "rows")}: intervals will be wide."
            : null;

    /// <summary>The class of two with fewer rows, and how many.</summary>
    /// <param name="target">Class indices.</param>
    /// <param name="classes">Two names.</param>
    public static (int Rows, string Class) Rarer(ReadOnlySpan<double> target, IReadOnlyList<string> classes)
    {
        var positive = target.Count(1.0);
        return positive <= target.Length - positive ? (positive, classes[1]) : (target.Length - positive, classes[0]);
    }

    private static (LearningTask Task, string Reason) Decide(CleanColumn column, ColumnProfile profile, ReadOptions options)
    {
        var found = string.Create(CultureInfo.InvariantCulture, $"{profile.Distinct:#,0} distinct {(column.Cells is RawTexts ? "texts" : profile.Whole ? "whole numbers" : "numbers")}{(column.Writing is { } writing ? $" written {writing.Words}" : "")} in {profile.Present:#,0} rows");
        if (options.Task is { } told)
        {
            return (told, $"Told to be {told.ToString().ToLowerInvariant()}; {found}.");
        }

        if (column.Cells is RawTexts || (column.Cells is RawNumbers && profile.Whole && profile.Distinct == 2))
        {
            return (profile.Distinct == 2 ? LearningTask.Binary : LearningTask.Multiclass, $"Classes: {found}.");
        }

        return column.Cells is RawNumbers && profile.Whole && profile.Distinct <= ClassLimit && profile.Present >= RowsPerClass * profile.Distinct
            ? (LearningTask.Multiclass, $"Classes: {found}. If they measure an amount, say --task regression.")
            : (LearningTask.Regression, $"An amount: {found}.");
    }

    private static TargetColumn OfClasses(CategoryColumn column, LearningTask task, string reason, ReadOptions options)
    {
        var classes = InOrder(column.Levels);
        if (task == LearningTask.Binary && classes.Count != 2)
        {
            throw new AssayException("data.target-classes", $"The target \"{column.Name}\" has {classes.Count} classes ({Some(classes)}), a binary task needs 2. Leave --task out or choose multiclass.");
        }

        if (task == LearningTask.Multiclass && classes.Count == 2)
        {
            throw new AssayException("data.target-classes", $"The target \"{column.Name}\" has 2 classes ({Some(classes)}), a multiclass task needs 3 or more. Leave --task out or choose binary.");
        }

        if (classes.Count > 2 && classes.Count * 2 > column.Count)
        {
            throw new AssayException("data.target-not-class", $"The target \"{column.Name}\" has {classes.Count} distinct values in {column.Count} rows (such as {Some(classes)}); classes need to repeat. Choose another target.");
        }

        if (task == LearningTask.Binary)
        {
            (classes, var why) = WithPositiveLast(column, classes, options.Positive);
            reason = $"{reason} {why}";
        }
        else
        {
            RefusePositive(options, task);
        }

        var index = classes.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => (double)p.i, StringComparer.Ordinal);
        var byCode = column.Levels.Select(l => index[l]).ToArray();
        var values = new double[column.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = byCode[column.Codes[i]];
        }

        return new TargetColumn(task, classes, values, reason);
    }

    private static (List<string> Classes, string Why) WithPositiveLast(CategoryColumn column, List<string> classes, string? told)
    {
        if (told is not null)
        {
            var match = classes.FirstOrDefault(c => c == told) ?? classes.FirstOrDefault(c => string.Equals(c, told, StringComparison.OrdinalIgnoreCase))
                ?? throw new AssayException("data.positive-unknown", $"The target \"{column.Name}\" has no class \"{told}\".{Spelling.DidYouMean(told, classes)} Classes: {Some(classes)}.");
            return (Last(classes, match), $"Positive class \"{match}\" as told.");
        }

        // A 1 is positive against 0 or -1; codes such as 1 and 2 say nothing.
        var named = classes[0] is "0" or "-1" && classes[1] == "1" ? [classes[1]] : classes.Where(positiveNames.Contains).ToList();
        if (named.Count == 1)
        {
            return (Last(classes, named[0]), $"Positive class \"{named[0]}\" by its name.");
        }

        var first = column.Levels.ToList().IndexOf(classes[0]);
        var share = (double)column.Codes.Count(first) / column.Count;
        var rarer = share < 0.5 ? classes[0] : classes[1];
        return (Last(classes, rarer), string.Create(CultureInfo.InvariantCulture, $"Positive class \"{rarer}\", the rarer one ({Math.Min(share, 1 - share):P1} of rows)."));
    }

    private static List<string> Last(List<string> classes, string positive) => [classes.First(c => c != positive), positive];

    private static void RefusePositive(ReadOptions options, LearningTask task)
    {
        if (options.Positive is not null)
        {
            throw new AssayException("usage.positive", $"A positive class (\"{options.Positive}\") needs a binary task, but the task is {task.ToString().ToLowerInvariant()}. Leave it out.");
        }
    }

    // Numbers by value, names in ordinal order.
    private static List<string> InOrder(IReadOnlyList<string> levels)
    {
        var numbers = levels.Select(l => double.TryParse(l, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN).ToArray();
        return numbers.Any(double.IsNaN) ? [.. levels] : [.. levels.Zip(numbers).OrderBy(p => p.Second).Select(p => p.First)];
    }

    private static string Some(IReadOnlyList<string> classes) =>
        string.Join(", ", classes.Take(5).Select(c => $"\"{c}\"")) + (classes.Count > 5 ? ", ..." : "");
}
