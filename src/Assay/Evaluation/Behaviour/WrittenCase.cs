using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;

namespace Assay.Evaluation.Behaviour;

/// <summary>One hand-written case.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Row">A table of one row.</param>
/// <param name="Changes">The cells that were written.</param>
internal sealed record WrittenCase(string Name, Dataset Row, IReadOnlyList<CellChange> Changes)
{
    private (double Low, double High) Range { get; init; }

    // Class indices; -1 for none.
    private int Expected { get; init; }

    private int Limited { get; init; }

    private string Based { get; init; } = "";

    /// <summary>Reads a case.</summary>
    /// <param name="context">The table and the classes.</param>
    /// <param name="map">The case as it was written.</param>
    /// <param name="place">Its place in the list, from 0.</param>
    /// <exception cref="AssayException"><c>suite.…</c></exception>
    public static WrittenCase Of(CheckContext context, SuiteMap map, int place)
    {
        map.Knowing("name", "base", "cells", "expect", "of", "at-least", "at-most", "between");
        var data = context.Predictions.Data;
        var (row, from) = Base(context, map);
        var before = row;
        foreach (var (name, text) in map.Inner("cells"))
        {
            var column = SuiteNames.Column(data, map.Check, name);
            // "None" is a name where the column has a level of that name.
            var missing = MissingMarkers.Usual.BesideNumbers(text) && !(column is CategoryColumn names && names.Levels.Contains(text));
            row = row.Replacing(SuiteNames.Holding(row.Named(column.Name), map.Check, missing ? null : text));
        }

        var range = map.Range("between") ?? (map.Number("at-least") ?? double.NegativeInfinity, map.Number("at-most") ?? double.PositiveInfinity);
        var written = new WrittenCase(map.Text("name") ?? $"case {place + 1}", row, Shrinking.Differences(before, row, 0))
        {
            Based = from,
            Range = range,
            Expected = map.Text("expect") is { } expected ? SuiteNames.Class(data, map.Check, expected) : -1,
            Limited = IsLimited(range) ? LimitedClass(data, map) : -1,
        };
        return IsLimited(range) || written.Expected >= 0
            ? written
            : throw new AssayException("suite.setting-missing", $"\"{written.Name}\" in \"cases\" of check {map.Check} expects nothing. Give expect, at-least, at-most or between.");
    }

    /// <summary>Whether the model's numbers are as expected.</summary>
    /// <param name="context">For the words.</param>
    /// <param name="numbers">The row's numbers.</param>
    public CheckResult Judge(CheckContext context, ReadOnlySpan<double> numbers)
    {
        var data = context.Predictions.Data;
        var found = PredictionText.Of(context.Predictions, numbers);
        var value = Limited < 0 ? numbers[0] : numbers.Length > 1 ? numbers[Limited] : Limited == 1 ? numbers[0] : 1 - numbers[0];
        var limited = IsLimited(Range);
        var holds = (Expected < 0 || Predictions.LabelOf(numbers) == Expected) && (!limited || (value >= Range.Low && value <= Range.High));
        var wanted = string.Join(" and ", new[] { Expected < 0 ? null : data.Classes[Expected], limited ? Limits(data) : null }.OfType<string>());
        return new CheckResult
        {
            Check = Catalogue<Check>.NameOf(typeof(MinimumFunctionalityCheck)),
            Subject = Name,
            Status = holds ? CheckStatus.Passed : CheckStatus.Failed,
            Sentence = $"Predicted {found}{(Limited >= 0 ? $", {data.Classes[Limited]} with {Figures.Number(value)}" : "")}; expected {wanted}.",
            Rows = 1,
            Method = $"one row: the cells written, the others from {Based}",
            Examples = holds ? [] : [new CounterExample(Name, Changes, "", found)],
        };
    }

    private static bool IsLimited((double Low, double High) range) => !double.IsInfinity(range.Low) || !double.IsInfinity(range.High);

    private string Limits(Dataset data)
    {
        var what = Limited < 0 ? "a value" : $"a probability of {data.Classes[Limited]}";
        return double.IsInfinity(Range.High) ? $"{what} of at least {Figures.Number(Range.Low)}"
            : double.IsInfinity(Range.Low) ? $"{what} of at most {Figures.Number(Range.High)}"
            : $"{what} from {Figures.Number(Range.Low)} to {Figures.Number(Range.High)}";
    }

    private static int LimitedClass(Dataset data, SuiteMap map) => (data.Task, map.Text("of")) switch
    {
        (_, { } name) => SuiteNames.Class(data, map.Check, name),
        (LearningTask.Regression, _) => -1,
        (LearningTask.Binary, _) => 1,
        _ => throw new AssayException("suite.setting-missing", $"A case of check {map.Check} with limits must say \"of\" which class: {string.Join(", ", data.Classes)}."),
    };

    private static (Dataset Row, string Words) Base(CheckContext context, SuiteMap map)
    {
        if (map.Text("base") is not { } id)
        {
            var first = context.Predictions.Data.Taking([0]);
            return (first with { Columns = [.. first.Columns.Select(c => c.Taking([-1]))] }, "no row: they are missing");
        }

        for (var row = 0; row < context.Predictions.Count; row++)
        {
            if (context.Predictions.IdOf(row) == id)
            {
                return (context.Predictions.Data.Taking([row]), $"row {id}");
            }
        }

        throw new AssayException("suite.row-missing", $"A case of check {map.Check} starts from the row \"{id}\", which is not among the {context.Predictions.Count} rows.");
    }
}
