using System.Globalization;
using Assay.Data;

namespace Assay.Development.Splits;

/// <summary>Chooses between a stratified, a grouped and a time-ordered split from what the table itself shows.</summary>
/// <remarks>
/// Time comes first: a model that is used tomorrow has seen only yesterday. Then entities that come back. A random split is proposed only
/// when neither shows. Sorted rows alone are never taken for time; see the signs' own rules.
/// </remarks>
public static class SplitAdvisor
{
    /// <summary>Proposes a split, with evidence. Declared time and group columns decide; otherwise time is looked for first, then groups.</summary>
    public static SplitAdvice Advise(Dataset data)
    {
        var declaredGroup = data.With(ColumnRole.Group);
        if (data.With(ColumnRole.Time) is { } time)
        {
            return new SplitAdvice(SplitKind.Time, time.Name, [$"Column {time.Name} is declared as the time of the rows.", .. Drift(data, TimeOrder.By(time).Rows)]) { GroupBy = declaredGroup?.Name };
        }

        if (declaredGroup is not null)
        {
            return new SplitAdvice(SplitKind.Grouped, declaredGroup.Name, [$"Column {declaredGroup.Name} is declared as the group of the rows.", .. Reuse(EntityKeys.Measure(data, declaredGroup))]) { GroupBy = declaredGroup.Name };
        }

        var key = EntityKeys.Find(data);
        if (TimeSigns.Find(data) is { } sign)
        {
            var rows = sign.By is null ? data.All.Rows : TimeOrder.By(data.Columns.First(c => c.Name == sign.By)).Rows;
            return new SplitAdvice(SplitKind.Time, sign.By, [sign.Sentence, .. Drift(data, rows)]) { GroupBy = key?.Column };
        }

        return key is not null
            ? new SplitAdvice(SplitKind.Grouped, key.Column, [.. Reuse(key), "A random split would test on entities the model has met: whole entities are kept together."]) { GroupBy = key.Column }
            : new SplitAdvice(SplitKind.Stratified, null, [.. NoSign(data)]);
    }

    private static IEnumerable<string> Reuse(EntityKey? key)
    {
        if (key is null)
        {
            yield break;
        }

        yield return $"{key.Column} names {key.Distinct:N0} entities and {key.RepeatedShare.ToString("P0", CultureInfo.InvariantCulture)} of the rows belong to one with several rows; "
            + $"among those the target's correlation within an entity is {Figure(key.LabelCorrelation)}"
            + (key.AttributeAgreement > 0.5 ? $", and {key.Attribute} agrees within it ({Figure(key.AttributeAgreement)} beyond chance)." : ".");
    }

    private static IEnumerable<string> Drift(Dataset data, int[] rows)
    {
        var correlation = RowSeries.Autocorrelation(data, rows);
        var sign = correlation * Math.Sqrt(data.RowCount);
        yield return sign > 4
            ? $"In that order the target of a row resembles the row before (autocorrelation {Figure(correlation)}, {sign:N0} standard deviations above chance): a random split would be optimistic."
            : $"In that order the target of a row does not resemble the row before (autocorrelation {Figure(correlation)}); the order is kept because the model will be used on later rows.";
        var part = Math.Max(1, rows.Length / 5);
        foreach (var (name, series) in Named(data, rows))
        {
            var (first, last) = (series[..part].Average(), series[^part..].Average());
            var error = Math.Sqrt((Variance(series[..part]) + Variance(series[^part..])) / part);
            if (error > 0 && Math.Abs(last - first) > 5 * error)
            {
                yield return $"{name} drifts from {first:G3} in the first fifth of the rows to {last:G3} in the last.";
            }
        }
    }

    private static IEnumerable<(string Name, double[] Series)> Named(Dataset data, int[] rows) => data.Task switch
    {
        LearningTask.Binary => [($"The share of {data.Classes[1]}", RowSeries.OfTarget(data, rows)[0])],
        LearningTask.Regression => [($"The mean of {data.TargetName}", RowSeries.OfTarget(data, rows)[0])],
        _ => [],
    };

    private static IEnumerable<string> NoSign(Dataset data)
    {
        var correlation = RowSeries.Autocorrelation(data, data.All.Rows);
        yield return Math.Abs(correlation) * Math.Sqrt(data.RowCount) > 4
            ? $"The target is autocorrelated in file order ({Figure(correlation)}), but no clock, date or entity explains it, so the file is taken as sorted, not as a series; say --split time if rows are in time order."
            : $"No sign of time or of entities that come back: the target's autocorrelation in file order is {Figure(correlation)}.";
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Length - 1);
    }

    // Adding zero turns -0 into 0.
    private static string Figure(double value) => (Math.Round(value, 2) + 0.0).ToString("0.00", CultureInfo.InvariantCulture);
}
