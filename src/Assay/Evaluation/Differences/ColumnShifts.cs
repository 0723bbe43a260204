using System.Globalization;
using System.Text;
using Assay.Data;
using Assay.Data.Plain;
using Assay.Statistics;

namespace Assay.Evaluation.Differences;

/// <summary>Compares the distributions of one column in both tables.</summary>
internal static class ColumnShifts
{
    private const int ShownValues = 5;
    private const int TestedValues = 100;
    private const int FewValues = 1000;
    private const int ShownLetters = 80;
    private static readonly double[] shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

    /// <summary>A shift before correction over all columns, and what the tests said.</summary>
    /// <param name="Shift">The column's numbers.</param>
    /// <param name="P">p value of the distance; 1 where nothing was tested.</param>
    /// <param name="MissingP">p value of the share of missing cells; 1 where nothing was tested.</param>
    internal sealed record Tested(ColumnShift Shift, double P, double MissingP);

    /// <summary>The shift of one column.</summary>
    public static Tested Of(ColumnPair pair, MovedCells moved)
    {
        var missing = moved.Missing(pair);
        var (rows, present) = (moved.Rows, (Before: moved.Rows.Before - missing.Before, After: moved.Rows.After - missing.After));
        var tested = pair.Before.Class != pair.After.Class ? Untold(pair, missing)
            : pair.Before is PlainTexts ? OfTexts(pair, moved, missing)
            : OfNumbers(pair, moved, missing);
        var asked = rows is { Before: > 0, After: > 0 } && missing.Before + missing.After > 0 && present.Before + present.After > 0;
        return tested with { MissingP = asked ? CountDrift.ChiSquared([missing.Before, present.Before], [missing.After, present.After]).P : 1 };
    }

    private static Tested Untold(ColumnPair pair, (long Before, long After) missing) =>
        new(new ColumnShift(pair.Name, new(pair.Before.Type, missing.Before, 0, true, []), new(pair.After.Type, missing.After, 0, true, [])), 1, 1);

    private static Tested OfNumbers(ColumnPair pair, MovedCells moved, (long Before, long After) missing)
    {
        var cells = MovedCells.NumbersOf(pair.Before);
        using var spread = new NumberSpread(cells);
        var (removed, added) = moved.Of(pair);
        var after = new MovedNumbers(spread, removed, added);
        var (distinct, estimate) = DistinctCount.About(cells);
        var states = (
            Before: new ColumnState(pair.Before.Type, missing.Before, distinct, estimate, Quantiles(pair, spread.Count, spread.At)),
            After: new ColumnState(TypeAfter(pair, moved), missing.After, Math.Max(0, distinct + after.DistinctGain()), estimate, Quantiles(pair, after.Count, after.At)));
        if (spread.Count == 0 || after.Count == 0)
        {
            return new(new ColumnShift(pair.Name, states.Before, states.After), 1, 1);
        }

        var distance = after.Distance();
        var shift = new ColumnShift(pair.Name, states.Before, states.After)
        {
            Measure = "kolmogorov-smirnov",
            Distance = Math.Round(distance, 6),
            StabilityIndex = Math.Round(StabilityIndex(spread, after), 6),
            Top = distinct <= FewValues && !estimate ? TopNumbers(pair, spread, after) : [],
        };
        return new(shift, KolmogorovSmirnov.AsymptoticPOf(distance, spread.Count, after.Count), 1);
    }

    // Where only some rows of the second table are fresh, the others have the first one's type.
    private static string TypeAfter(ColumnPair pair, MovedCells moved) =>
        moved.Fresh < moved.Rows.After && pair.Before is PlainNumbers { Fraction: true } ? pair.Before.Type : pair.After.Type;

    private static string[] Quantiles(ColumnPair pair, int count, Func<int, double> at) => count == 0 ? [] : Array.ConvertAll(shares, share =>
    {
        var place = share * (count - 1);
        var (low, part) = ((int)Math.Floor(place), place - Math.Floor(place));
        var value = part == 0 ? at(low) : at(low) + (part * (at(low + 1) - at(low)));
        return Written(pair.Before, value);
    });

    internal static string Written(PlainColumn like, double value) => like is PlainDates
        ? new PlainDates("", [Math.Round(value)], 1).TextOf(0)!
        : value.ToString("G7", CultureInfo.InvariantCulture);

    private static double StabilityIndex(NumberSpread before, MovedNumbers after)
    {
        var edges = Enumerable.Range(1, 9).Select(k => before.At(Math.Min(before.Count - 1, (int)(k * (long)before.Count / 10)))).Distinct().ToArray();
        double[] Counts(Func<double, int> below, int count) => [.. edges.Select(below).Append(count).Zip(edges.Select(below).Prepend(0), (high, low) => (double)(high - low))];
        return CountDrift.StabilityIndex(Counts(x => before.Below(x, false), before.Count), Counts(x => after.Below(x, false), after.Count));
    }

    // Values repeat where they are few, so the most frequent one fills at least a thousandth: every thousandth rank meets it.
    private static List<ValueCount> TopNumbers(ColumnPair pair, NumberSpread before, MovedNumbers after)
    {
        var values = new HashSet<double>();
        for (var i = 0; i < FewValues; i++)
        {
            values.Add(before.At((int)(i * (long)before.Count / FewValues)));
            values.Add(after.At((int)(i * (long)after.Count / FewValues)));
        }

        return [.. values.Select(x => (x, Before: before.Below(x, true) - before.Below(x, false), After: after.Below(x, true) - after.Below(x, false)))
            .OrderByDescending(v => Math.Max(v.Before, v.After)).ThenBy(v => v.x).Take(ShownValues)
            .Select(v => new ValueCount(pair.Before is PlainDates ? Written(pair.Before, v.x) : v.x.ToString("R", CultureInfo.InvariantCulture), v.Before, v.After))];
    }

    private static Tested OfTexts(ColumnPair pair, MovedCells moved, (long Before, long After) missing)
    {
        var counts = TextCounts.Of(pair, moved);
        var states = (
            Before: new ColumnState("text", missing.Before, counts.Distinct.Before, false, []),
            After: new ColumnState("text", missing.After, counts.Distinct.After, false, []));
        var shift = new ColumnShift(pair.Name, states.Before, states.After);
        var present = (Before: moved.Rows.Before - missing.Before, After: moved.Rows.After - missing.After);
        if (present.Before == 0 || present.After == 0 || counts.Distinct.Before > present.Before / 2)
        {
            return new(shift, 1, 1);
        }

        var top = counts.Top(TestedValues);
        double[] Row(Func<(int Code, long Before, long After), long> of, long all) => [.. top.Select(t => (double)of(t)), all - top.Sum(of)];
        var (before, after) = (Row(t => t.Before, present.Before), Row(t => t.After, present.After));
        shift = shift with
        {
            Measure = "total-variation",
            Distance = Math.Round(counts.TotalVariation(present), 6),
            StabilityIndex = Math.Round(CountDrift.StabilityIndex(before, after), 6),
            Top = [.. top.Take(ShownValues).Select(t => new ValueCount(Shortened(counts.TextOf(t.Code)), t.Before, t.After))],
        };
        return new(shift, before.Zip(after).Count(c => c.First + c.Second > 0) < 2 ? 1 : CountDrift.ChiSquared(before, after).P, 1);
    }

    internal static string Shortened(string text) => text.Length <= ShownLetters ? text : text[..(ShownLetters - 1)] + "…";
}
