using Assay.Data;
using Assay.Evaluation.Checks;
using Assay.Evaluation.Perturbations;
using Assay.Evaluation.Report;
using Assay.Numerics;
using Assay.Statistics;

namespace Assay.Evaluation.Behaviour;

/// <summary>Changes rows in one way at a time and counts the rows whose prediction does not stay.</summary>
internal sealed class InvarianceTrial(CheckContext context, CheckSettings settings)
{
    private const int MostExamples = 3;

    private readonly PredictionChange change = new(context.Predictions, settings);

    /// <summary>Every row with other values of one column.</summary>
    /// <param name="column">The column, of the whole table.</param>
    /// <param name="told">Whether the suite names it; otherwise its name suggested it.</param>
    public CheckResult Swapped(Column column, bool told)
    {
        var rows = TestedRows.DrawIndependent(context, settings, r => !column.IsMissing(r));
        var subject = $"other values of {column.Name}";
        var others = rows.Count == 0 ? [] : OtherValues.Of(rows, rows.Data.Named(column.Name));
        if (others.Count < 2)
        {
            return CheckResult.Nothing(settings.Check, $"In these rows {column.Name} has {(rows.Count == 0 ? "no values" : "one value only")}.", subject);
        }

        var how = $"{others.Count} values tried on every row{(told ? "" : "; the column was guessed from its name, nobody has confirmed it")}";
        return Judged(rows, subject, [.. others.Select(rows.Data.Replacing)], how);
    }

    /// <summary>Two values of one or more columns exchanged together.</summary>
    public CheckResult Exchanged(SuiteMap map)
    {
        var pairs = map.Values.Keys.Select(k => (Column: SuiteNames.Column(context.Predictions.Data, settings.Check, k), Pair: Pair(map, k))).ToArray();
        var (first, values) = pairs[0];
        var rows = TestedRows.DrawIndependent(context, settings, r => first.Show(r) is { } cell && (cell == values.First || cell == values.Second));
        var subject = string.Join(" and ", pairs.Select(p => $"{p.Column.Name} {p.Pair.First} <-> {p.Pair.Second}"));
        if (rows.Count == 0)
        {
            return CheckResult.Nothing(settings.Check, $"No row has {first.Name} {values.First} or {values.Second}.", subject);
        }

        var changed = pairs.Aggregate(rows.Data, (data, pair) => data.Replacing(Exchange(rows.Data.Named(pair.Column.Name), pair.Pair)));
        return Judged(rows, subject, [changed], "both values exchanged");
    }

    /// <summary>A perturbation that ought not to matter; null when it has nothing to change and nobody asked for it.</summary>
    public CheckResult? Perturbed(Perturbation perturbation, bool told)
    {
        var rows = TestedRows.DrawIndependent(context, settings);
        var input = new PerturbationInput { Rows = rows.Data, Seed = SeededRandom.Derive(context.Seed, "check invariance"), Dose = perturbation.Doses[^1], Image = ImageLayout.Find(rows.Data) };
        if (rows.Count == 0 || perturbation.Refuses(input) is not null)
        {
            return told ? CheckResult.Nothing(settings.Check, $"Nothing to change: {perturbation.Refuses(input) ?? "there are no rows"}.", perturbation.Title) : null;
        }

        return Judged(rows, perturbation.Title, [perturbation.Apply(input)], $"perturbation {perturbation.Name} at {perturbation.Dosed(input.Dose)}");
    }

    /// <summary>The same amounts in another unit.</summary>
    public CheckResult InOtherUnit(SuiteMap map)
    {
        map.Knowing("column", "factor", "unit", "from", "to");
        var data = context.Predictions.Data;
        var (amount, unit) = (SuiteNames.Column(data, settings.Check, map.Needed("column")), SuiteNames.Column(data, settings.Check, map.Needed("unit")));
        var (from, to, factor) = (map.Needed("from"), map.Needed("to"), map.Number("factor") ?? 1);
        if (amount is not NumberColumn)
        {
            throw new AssayException("suite.value-wrong", $"Check {settings.Check} wants {amount.Name} in another unit, but it holds no numbers.");
        }

        var rows = TestedRows.DrawIndependent(context, settings, r => unit.Show(r) == from && !amount.IsMissing(r));
        var subject = $"{amount.Name} in {to} for {from}";
        if (rows.Count == 0)
        {
            return CheckResult.Nothing(settings.Check, $"No row has an amount with {unit.Name} {from}.", subject);
        }

        var numbers = (NumberColumn)rows.Data.Named(amount.Name);
        var scaled = new NumberColumn(amount.Name, amount.Kind, [.. numbers.Values.ToArray().Select(v => v * factor)]);
        var changed = rows.Data.Replacing(scaled).Replacing(SuiteNames.Holding(rows.Data.Named(unit.Name), settings.Check, to));
        return Judged(rows, subject, [changed], $"times {Figures.Number(factor)}", together: true);
    }

    /// <summary>The same rows, or the same columns, in another order.</summary>
    public CheckResult Reordered(string order)
    {
        var rows = TestedRows.Draw(context, settings);
        var after = order == "column-order" ? rows.Predict([Reversed(rows.Data)])[0] : Shuffled(rows);
        int[] differ = [.. Enumerable.Range(0, rows.Count).Where(r => change.Differs(rows.Of(rows.Before, r), rows.Of(after, r)))];
        var share = rows.Count == 0 ? double.NaN : (double)differ.Length / rows.Count;
        var subject = order == "column-order" ? "columns in another order" : "rows in another order";
        var effect = new Interval(share, share, share, "every row compared") { Level = context.Level };
        return new CheckResult
        {
            Check = settings.Check,
            Subject = subject,
            Status = CheckResult.AtMost(effect, 0),
            Sentence = $"{(differ.Length == 0 ? "None" : Figures.Count(differ.Length))} of {Figures.Count(rows.Count)} predictions differ{(differ.Length == 0 ? "" : "; not one should")}.",
            Measure = "share of predictions that differ",
            Effect = effect,
            Limit = 0,
            Rows = rows.Count,
            Method = $"{rows.Drawn}; exact: a prediction differs by more than rounding (1e-9 of its scale)",
            Examples = [.. differ.Take(MostExamples).Select(r => change.Example(rows.Id(r), [], rows.Of(rows.Before, r), rows.Of(after, r)))],
        };
    }

    private CheckResult Judged(TestedRows rows, string subject, Dataset[] changed, string how, bool together = false)
    {
        var after = rows.Predict(changed);
        // The alternative that moves each row furthest, among those that break it.
        var worst = new int[rows.Count];
        for (var row = 0; row < worst.Length; row++)
        {
            worst[row] = Enumerable.Range(0, changed.Length).Where(a => Breaks(a, row)).OrderByDescending(a => Size(a, row)).FirstOrDefault(-1);
        }

        int[] failing = [.. Enumerable.Range(0, worst.Length).Where(r => worst[r] >= 0)];
        int[] shown = [.. failing.OrderByDescending(r => Size(worst[r], r)).ThenBy(r => r).Take(MostExamples)];
        var result = FailureRate.Of(settings, (subject, failing.Length, rows.Count, context.Level), "rows change their prediction", $"{rows.Drawn}; {how}; {change.Words}");
        return result with { Examples = [.. shown.Select(Example)] };

        bool Breaks(int alternative, int row) => change.Breaks(rows.Of(rows.Before, row), rows.Of(after[alternative], row));
        double Size(int alternative, int row) => PredictionChange.Size(rows.Of(rows.Before, row), rows.Of(after[alternative], row));

        CounterExample Example(int row)
        {
            // An amount and its unit only mean something together.
            var (small, numbers) = together
                ? (changed[worst[row]].Taking([row]), rows.Of(after[worst[row]], row).ToArray())
                : Shrinking.FewestColumns(rows, changed[worst[row]], [row], (r, a) => change.Breaks(rows.Of(rows.Before, r), a))[0];
            return change.Example(rows.Id(row), Shrinking.Differences(rows.Data.Taking([row]), small, 0), rows.Of(rows.Before, row), numbers);
        }
    }

    private static Dataset Reversed(Dataset data) => data with { Columns = [.. data.Columns.Reverse()], Schema = [.. data.Schema.Reverse()] };

    private double[] Shuffled(TestedRows rows)
    {
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        SeededRandom.For(context.Seed, "check invariance: order of rows").Shuffle<int>(order);
        var shuffled = rows.Count == 0 ? [] : rows.Model.Predict(new Sample(rows.Data, order), context.Cancellation);
        var back = new double[shuffled.Length];
        for (var i = 0; i < order.Length; i++)
        {
            rows.Of(shuffled, i).CopyTo(back.AsSpan(order[i] * rows.Outputs));
        }

        return back;
    }

    private static Column Exchange(Column column, (string First, string Second) pair)
    {
        string?[] cells = [.. Enumerable.Range(0, column.Count).Select(column.Show).Select(c => c == pair.First ? pair.Second : c == pair.Second ? pair.First : c)];
        return column switch
        {
            CategoryColumn names => Cells.Categories(names, cells),
            TextColumn => new TextColumn(column.Name, column.Kind, cells),
            _ => new NumberColumn(column.Name, column.Kind, [.. cells.Select(c => c is null ? double.NaN : Cells.Read(c, column.Kind) ?? double.NaN)]),
        };
    }

    private (string First, string Second) Pair(SuiteMap map, string name) =>
        map.Needed(name).Split("<->", StringSplitOptions.TrimEntries) is [{ Length: > 0 } first, { Length: > 0 } second]
            ? (first, second)
            : throw new AssayException("suite.setting-wrong", $"{settings.At("swaps")}\"{name}\" in an entry of \"swaps\" of check {settings.Check} must be two values, as in \"Male <-> Female\"; found \"{map.Needed(name)}\".");
}
