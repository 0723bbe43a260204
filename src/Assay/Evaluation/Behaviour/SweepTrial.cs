using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Perturbations;
using Assay.Evaluation.Report;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Behaviour;

/// <summary>One column through its quantiles in every row, everything else as it is; over several values of a second column where a grid is asked for.</summary>
internal sealed class SweepTrial(CheckContext context, CheckSettings settings, Expectation expectation)
{
    private const int MostExamples = 3;

    private readonly ExpectedDirection direction = new(context, settings, expectation);
    private readonly PredictionChange change = new(context.Predictions, CheckSettings.None(settings.Check));
    private readonly ColumnMove move = expectation.Moves[0];

    /// <summary>The expectation's result.</summary>
    /// <exception cref="AssayException"><c>suite.column-missing</c>, <c>suite.value-wrong</c>.</exception>
    public CheckResult Run()
    {
        var data = context.Predictions.Data;
        var column = SuiteNames.Column(data, settings.Check, move.Column) as NumberColumn ?? throw new AssayException(
            "suite.value-wrong", $"The expectation \"{expectation.Text}\" moves \"{move.Column}\" up or down, but it holds no numbers. Write \"{move.Column} from A to B\".");
        var second = expectation.AtAny is { } name ? SuiteNames.Column(data, settings.Check, name) : null;
        var steps = (int)settings.Number("steps", 10, 2, 1000);
        var facts = NumberFacts.Of(column.Values);
        if (facts.Sorted.Length == 0 || facts.Sorted[0] == facts.Sorted[^1])
        {
            return CheckResult.Nothing(settings.Check, $"In these rows {column.Name} has {(facts.Sorted.Length == 0 ? "no values" : "one value only")}.", expectation.Text);
        }

        double[] quantiles = [.. Enumerable.Range(0, steps).Select(i => facts.Sorted[(int)((i + 0.5) / steps * facts.Sorted.Length)]).Distinct()];
        var rows = TestedRows.DrawIndependent(context, settings);
        var lines = Lines(rows, second);
        var points = Points((NumberColumn)rows.Data.Named(column.Name), quantiles);
        var answers = rows.Predict([.. lines.SelectMany(line => points.Select(p => line.Replacing(p)))]);
        var found = Violations(rows, points, answers);
        var shown = found.OrderByDescending(v => v.Wrong).ThenBy(v => v.Row).Take(MostExamples).ToArray();
        var how = $"{rows.Drawn}; {quantiles.Length} quantiles of {column.Name} and the row's own value{(second is null ? "" : $", at {lines.Count} values of {second.Name}")}; up to {Figures.Number(direction.Tolerance)} the wrong way accepted";
        return FailureRate.Of(settings, (expectation.Text, found.Count, rows.Count, context.Level), "rows go the wrong way somewhere", how) with
        {
            Examples = [.. shown.Select(v => Example(rows, lines[v.Line], v))],
            Curves = [Curve(rows, quantiles)],
        };
    }

    // The rows as they are first, then with each value of the second column.
    private static IReadOnlyList<Dataset> Lines(TestedRows rows, Column? second)
    {
        if (second is null)
        {
            return [rows.Data];
        }

        var own = rows.Data.Named(second.Name);
        return [rows.Data, .. OtherValues.Of(rows, own).Select(rows.Data.Replacing)];
    }

    // Point k of every row in the order of the move; a row whose own value is a quantile, or missing, repeats its last point.
    private List<NumberColumn> Points(NumberColumn column, double[] quantiles)
    {
        var points = new List<double[]>();
        for (var k = 0; k <= quantiles.Length; k++)
        {
            points.Add(new double[column.Count]);
        }

        for (var row = 0; row < column.Count; row++)
        {
            var own = column.Values[row];
            double[] values = [.. quantiles.Concat(double.IsNaN(own) ? [] : [own]).Distinct().Order()];
            values = move.Rises < 0 ? [.. values.Reverse()] : values;
            for (var k = 0; k < points.Count; k++)
            {
                points[k][row] = values[Math.Min(k, values.Length - 1)];
            }
        }

        return [.. points.Select(p => new NumberColumn(column.Name, column.Kind, p))];
    }

    private List<(int Row, int Line, double From, double To, double Wrong)> Violations(TestedRows rows, List<NumberColumn> points, IReadOnlyList<double[]> answers)
    {
        var found = new List<(int Row, int Line, double From, double To, double Wrong)>();
        for (var row = 0; row < rows.Count; row++)
        {
            for (var line = 0; line < answers.Count / points.Count; line++)
            {
                var (at, start) = (row, line * points.Count);
                double[] values = [.. points.Select((_, k) => direction.Of(rows.Of(answers[start + k], at)))];
                if (Worst(values, [.. points.Select(p => p.Values[at])]) is { } pair)
                {
                    found.Add((row, line, points[pair.First].Values[row], points[pair.Last].Values[row], pair.Wrong));
                    break;
                }
            }
        }

        return found;
    }

    // Among the pairs that break, the one with the smallest step; of equal steps the worst. The whole way counts for what must rise or fall.
    private (int First, int Last, double Wrong)? Worst(double[] values, double[] at)
    {
        (int First, int Last, double Wrong)? worst = null;
        for (var first = 0; first < values.Length; first++)
        {
            for (var last = first + 1; last < values.Length; last++)
            {
                var whole = first == 0 && last == values.Length - 1;
                var wrong = direction.Wrong(values[first], values[last]);
                if (at[first] != at[last] && direction.Breaks(values[first], values[last], whole) && (worst is not { } best || Smaller(Step(first, last), wrong, Step(best.First, best.Last), best.Wrong)))
                {
                    worst = (first, last, wrong);
                }
            }
        }

        return worst;

        double Step(int first, int last) => Math.Abs(at[last] - at[first]);
        static bool Smaller(double step, double wrong, double bestStep, double bestWrong) => step < bestStep || (step == bestStep && wrong > bestWrong);
    }

    // Halves the step while one half alone still breaks.
    private CounterExample Example(TestedRows rows, Dataset line, (int Row, int Line, double From, double To, double Wrong) found)
    {
        var row = line.Taking([found.Row]);
        var column = row.Named(move.Column);
        var whole = column.Kind == ColumnKind.OrderedCode;
        var (from, to) = (found.From, found.To);
        var ends = Ask(from, to);
        for (var step = 0; step < 12 && direction.Breaks(ends[0].Value, ends[1].Value, whole: false); step++)
        {
            var middle = whole ? Math.Round((from + to) / 2) : (from + to) / 2;
            if (middle == from || middle == to)
            {
                break;
            }

            var three = Ask(from, middle, to);
            var (first, last) = (direction.Breaks(three[0].Value, three[1].Value, whole: false), direction.Breaks(three[1].Value, three[2].Value, whole: false));
            if (!first && !last)
            {
                break;
            }

            (from, to) = first ? (from, middle) : (middle, to);
            ends = first ? three[..2] : three[1..];
        }

        CellChange[] changes =
        [
            .. Shrinking.Differences(rows.Data.Taking([found.Row]), row, 0),
            Shrinking.Change(OtherValues.Filled(column, from), OtherValues.Filled(column, to), 0),
        ];
        return change.Example(rows.Id(found.Row), changes, ends[0].Numbers, ends[1].Numbers);

        (double[] Numbers, double Value)[] Ask(params double[] values) =>
            [.. rows.Predict([.. values.Select(v => row.Replacing(OtherValues.Filled(column, v)))]).Select(n => (n, direction.Of(n)))];
    }

    // The mean prediction over the quantiles: a partial dependence curve (Friedman, Annals of Statistics 29, 2001, section 8.2).
    private CheckCurve Curve(TestedRows rows, double[] quantiles)
    {
        var column = rows.Data.Named(move.Column);
        var answers = rows.Predict([.. quantiles.Select(q => rows.Data.Replacing(OtherValues.Filled(column, q)))]);
        CurvePlace[] points = [.. quantiles.Select((q, k) => new CurvePlace(q, Mean(answers[k])))];
        return new CheckCurve($"Mean prediction over {column.Name}", column.Name, expectation.Class is { } name ? $"probability of {name}" : "prediction", [new CheckSeries("", points)]);

        Interval Mean(double[] answer)
        {
            var values = Enumerable.Range(0, rows.Count).Select(r => direction.Of(rows.Of(answer, r))).ToArray();
            return new Interval(Sums.Mean(values), double.NaN, double.NaN, "none");
        }
    }
}
