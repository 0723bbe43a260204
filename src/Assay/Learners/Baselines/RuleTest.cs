using System.Globalization;
using Assay.Data;

namespace Assay.Learners.Baselines;

/// <summary>A column compared with values. A missing cell passes no test but <c>is missing</c>.</summary>
/// <param name="Rule">The whole rule, for error messages.</param>
/// <param name="Column">The column's name.</param>
/// <param name="Operator">&lt; &lt;= &gt; &gt;= = != in contains "is missing".</param>
/// <param name="Values">What it is compared with, as written.</param>
internal sealed record RuleTest(string Rule, string Column, string Operator, string[] Values) : RuleCondition
{
    /// <inheritdoc/>
    public override Func<int, bool> Bind(Dataset data, bool checkLevels)
    {
        var column = data.Columns.FirstOrDefault(c => c.Name == Column)
            ?? data.Columns.FirstOrDefault(c => c.Name.Equals(Column, StringComparison.OrdinalIgnoreCase))
            ?? throw new AssayException(
                "usage.rule-column",
                $"The rule \"{Rule}\" names the column \"{Column}\", which is not in {data.Name}.{Spelling.DidYouMean(Column, data.Columns.Select(c => c.Name))} Put names with blanks or signs in quotes.");
        if (data.Schema.Any(c => c.Name == column.Name && c.Role == ColumnRole.Target))
        {
            throw new AssayException("usage.rule-column", $"The rule \"{Rule}\" looks at the target column \"{column.Name}\", which is what it should predict. Use other columns.");
        }

        if (Operator == "is missing")
        {
            return column.IsMissing;
        }

        return column is NumberColumn numbers ? OnNumbers(numbers) : OnNames(column, checkLevels);
    }

    private Func<int, bool> OnNumbers(NumberColumn column)
    {
        var values = Values.Select(v => Number(v, column.Kind)).ToArray();
        var first = values[0];
        return Operator switch
        {
            "<" => row => column.Values[row] < first,
            "<=" => row => column.Values[row] <= first,
            ">" => row => column.Values[row] > first,
            ">=" => row => column.Values[row] >= first,
            "!=" => row => !double.IsNaN(column.Values[row]) && column.Values[row] != first,
            "=" or "in" => row => Array.IndexOf(values, column.Values[row]) >= 0,
            _ => throw Wrong($"\"{Operator}\" does not fit the column \"{Column}\", which holds numbers. Use < <= > >= = != in"),
        };
    }

    private Func<int, bool> OnNames(Column column, bool checkLevels)
    {
        if (checkLevels && column is CategoryColumn category && Operator != "contains")
        {
            foreach (var value in Values.Where(v => !category.Levels.Contains(v)))
            {
                throw Wrong($"the column \"{Column}\" has no value \"{value}\".{Spelling.DidYouMean(value, category.Levels)} It has {Some(category.Levels)}");
            }
        }

        return Operator switch
        {
            "!=" => row => column.Show(row) is { } shown && shown != Values[0],
            "=" or "in" => row => column.Show(row) is { } shown && Values.Contains(shown),
            "contains" => row => column.Show(row) is { } shown && shown.Contains(Values[0], StringComparison.OrdinalIgnoreCase),
            _ => throw Wrong($"\"{Operator}\" does not fit the column \"{Column}\", which holds names. Use = != in contains"),
        };
    }

    private double Number(string word, ColumnKind kind)
    {
        if (kind == ColumnKind.Date)
        {
            return DateTimeOffset.TryParse(word, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? moment.ToUnixTimeMilliseconds() / 1000.0
                : throw Wrong($"\"{word}\" is no date, but the column \"{Column}\" holds dates. Write it as 2024-12-31");
        }

        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong($"\"{word}\" is no number, but the column \"{Column}\" holds numbers. Give a number");
    }

    private AssayException Wrong(string what) => new("usage.rule-value", $"The rule \"{Rule}\" cannot be used: {what}.");

    private static string Some(IReadOnlyList<string> levels) =>
        string.Join(", ", levels.Take(12)) + (levels.Count > 12 ? $" and {levels.Count - 12} more" : "");
}
