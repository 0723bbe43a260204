using System.Globalization;
using Assay.Data;
using Assay.Development.Splits;

namespace Assay.Development.Leaks;

/// <summary>A model that tells test rows from development rows: the two parts are not alike. No label is used.</summary>
/// <remarks>For a time split this is drift and is told as such, from ROC AUC 0.7 on, and columns that only tell the time are left out; otherwise the parts should be alike, and 0.6 is already told.</remarks>
[Named("adversarial-validation")]
public sealed class AdversarialValidation : LeakCheck
{
    /// <inheritdoc/>
    public override int Stage => 1;

    /// <inheritdoc/>
    public override IEnumerable<LeakFinding> Run(LeakContext context)
    {
        var time = context.Split.Kind == SplitKind.Time;
        var sides = Sides(context);
        var rows = sides.Rows;
        if (sides.Data.Features.Count == 0 || rows.Length < 200)
        {
            yield break;
        }

        int[] first = [.. rows.Where(r => !RowSample.SecondHalf(context.Seed, r))];
        int[] second = [.. rows.Where(r => RowSample.SecondHalf(context.Seed, r))];
        var area = QuickScore.Of(sides.Data, [new Fold(first, second), new Fold(second, first)], context);
        if (area < (time ? 0.7 : 0.6))
        {
            yield break;
        }

        var telling = ColumnStrength.OfAll(sides.Data, rows, context.Seed, context.Cancellation).Where(s => s.Score > 0.6).Take(4).ToArray();
        var columns = telling.Length == 0 ? "" : $"; alone, {string.Join(", ", telling.Select(t => $"{t.Column} {Figure(t.Score)}"))}";
        yield return Found(
            [],
            LeakCertainty.Suspected,
            $"A quick model tells test rows from development rows with ROC AUC {Figure(area)}{columns}.",
            time
                ? "This is drift, to be expected in a time split: trust the score on the latest rows, watch these columns, and refit often."
                : "The test part is not a fair sample: look at how rows were dealt or collected, and split by time or by group if that is the cause.");
    }

    // The same table with another question: is this row of the test part?
    private static (Dataset Data, int[] Rows) Sides(LeakContext context)
    {
        var half = context.RowLimit / 2;
        var development = RowSample.Take(context.Split.Development, half, context.Seed);
        var test = RowSample.Take(context.Split.Test, half, context.Seed);
        var target = new double[context.Data.RowCount];
        foreach (var row in context.Split.Test)
        {
            target[row] = 1;
        }

        var table = context.Split.Kind == SplitKind.Time ? context.Data.Without(Clocks(context.Data), "Tells the time.") : context.Data;
        var data = table with { Task = LearningTask.Binary, Target = target, Classes = ["development", "test"], Weights = default };
        int[] rows = [.. development.Concat(test).Order()];
        return (data, rows);
    }

    // Dates, parts of dates and numbers that grow with the rows: they tell any two stretches of time apart.
    private static string[] Clocks(Dataset data) =>
    [
        .. from column in data.Features
           where column.Kind == ColumnKind.Date || NameWords.CalendarRank(column.Name) >= 0 || NameWords.SayMoment(column.Name)
               || (column is NumberColumn numbers && RowSeries.RisingShare(numbers.Values.ToArray()) is >= 0.98 or <= 0.02)
           select column.Name,
        .. data.Calendar.Select(c => c.Name),
    ];

    private static string Figure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
