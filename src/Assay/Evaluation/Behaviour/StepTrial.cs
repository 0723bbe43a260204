using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Report;

namespace Assay.Evaluation.Behaviour;

/// <summary>One step from every row as it is: columns move by an amount or to a value.</summary>
internal sealed class StepTrial(CheckContext context, CheckSettings settings, Expectation expectation)
{
    private const int MostExamples = 3;

    private readonly ExpectedDirection direction = new(context, settings, expectation);
    private readonly PredictionChange change = new(context.Predictions, CheckSettings.None(settings.Check));

    /// <summary>The expectation's result.</summary>
    /// <exception cref="AssayException"><c>suite.column-missing</c>, <c>suite.value-wrong</c>.</exception>
    public CheckResult Run()
    {
        var data = context.Predictions.Data;
        var columns = expectation.Moves.Select(m => SuiteNames.Column(data, settings.Check, m.Column)).ToArray();
        var fits = expectation.Moves.Zip(columns, Fitting).ToArray();
        var rows = TestedRows.DrawIndependent(context, settings, row => fits.All(f => f(row)));
        if (rows.Count == 0)
        {
            return CheckResult.Nothing(settings.Check, "No row has the values it speaks of.", expectation.Text);
        }

        var changed = Moved(rows, Enumerable.Repeat(1.0, rows.Count).ToArray());
        var after = rows.Predict([changed])[0];
        int[] failing = [.. Enumerable.Range(0, rows.Count).Where(r => Breaks(rows, r, rows.Of(after, r).ToArray()))];
        int[] shown = [.. failing.OrderByDescending(r => Wrong(rows, r, after)).ThenBy(r => r).Take(MostExamples)];
        return FailureRate.Of(settings, (expectation.Text, failing.Length, rows.Count, context.Level), "rows go the wrong way", $"{rows.Drawn}; one step a row, up to {Figures.Number(direction.Tolerance)} the wrong way accepted") with
        {
            Examples = Examples(rows, changed, shown),
        };
    }

    private IReadOnlyList<CounterExample> Examples(TestedRows rows, Dataset changed, int[] shown)
    {
        var few = Shrinking.FewestColumns(rows, changed, shown, (row, after) => Breaks(rows, row, after));
        var kept = few.Select((f, i) => Shrinking.Differences(rows.Data.Taking([shown[i]]), f.Row, 0).Select(c => c.Column).ToArray()).ToArray();
        Dataset Step(int i, double share) => Moved(rows, Enumerable.Repeat(share, rows.Count).ToArray(), kept[i]).Taking([shown[i]]);
        bool[] Ask(double[] shares) => [.. rows.Predict([.. shares.Select((s, i) => Step(i, s))]).Select((after, i) => Breaks(rows, shown[i], after))];
        var share = Shrinking.SmallestShare(shown.Length, Ask);
        Dataset[] smallest = [.. share.Select((s, i) => Step(i, s))];
        return [.. rows.Predict(smallest).Select((after, i) => change.Example(rows.Id(shown[i]), Shrinking.Differences(rows.Data.Taking([shown[i]]), smallest[i], 0), rows.Of(rows.Before, shown[i]), after))];
    }

    private bool Breaks(TestedRows rows, int row, double[] after) =>
        direction.Breaks(direction.Of(rows.Of(rows.Before, row)), direction.Of(after), whole: true);

    private double Wrong(TestedRows rows, int row, double[] after) => direction.Wrong(direction.Of(rows.Of(rows.Before, row)), direction.Of(rows.Of(after, row)));

    // Which rows the move can be made in: those with a number, or with the value it starts from.
    private Func<int, bool> Fitting(ColumnMove move, Column column)
    {
        if (move.To is null)
        {
            return column is NumberColumn ? row => !column.IsMissing(row) : throw new AssayException(
                "suite.value-wrong", $"The expectation \"{expectation.Text}\" moves \"{move.Column}\" up or down, but it holds no numbers. Write \"{move.Column} from A to B\".");
        }

        var (from, to) = (move.From is null ? null : Shown(column, move.From), Shown(column, move.To));
        return row => column.Show(row) is { } cell && cell != to && (from is null || cell == from);
    }

    // As a cell would show it: 5.0 and 5 are the same number.
    private string? Shown(Column column, string text) => SuiteNames.Holding(column.Taking([0]), settings.Check, text).Show(0);

    // Only the columns named, where any are; each row by its own share of the step. Values that are names have no part of a step.
    private Dataset Moved(TestedRows rows, double[] share, string[]? only = null)
    {
        var moved = rows.Data;
        foreach (var move in expectation.Moves.Where(m => only is null || only.Contains(m.Column)))
        {
            var column = rows.Data.Named(move.Column);
            moved = moved.Replacing(move.To is { } to ? SuiteNames.Holding(column, settings.Check, to) : Stepped((NumberColumn)column, move, share));
        }

        return moved;
    }

    private static NumberColumn Stepped(NumberColumn column, ColumnMove move, double[] share)
    {
        var values = new double[column.Count];
        for (var row = 0; row < values.Length; row++)
        {
            var value = column.Values[row];
            var by = move.Rises * share[row] * (move.IsShare ? Math.Abs(value) * move.By : move.By);
            // A step of a code is whole, and at least one.
            by = column.Kind == ColumnKind.OrderedCode ? Math.Sign(by) * Math.Max(1, Math.Round(Math.Abs(by))) : by;
            values[row] = value + by;
        }

        return new NumberColumn(column.Name, column.Kind, values);
    }
}
