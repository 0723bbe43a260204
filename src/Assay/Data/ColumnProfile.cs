namespace Assay.Data;

/// <summary>What the cells of a cleaned column look like, missing ones not counted.</summary>
internal sealed record ColumnProfile
{
    public required long Present { get; init; }

    public required long Distinct { get; init; }

    /// <summary>Whether <see cref="Distinct"/> is an estimate.</summary>
    public bool DistinctIsEstimate { get; init; }

    public double Minimum { get; init; } = double.NaN;

    public double Maximum { get; init; } = double.NaN;

    /// <summary>Every value is a whole number.</summary>
    public bool Whole { get; init; }

    /// <summary>Every value is the one before plus one.</summary>
    public bool Counter { get; init; }

    /// <summary>Mean number of words of the distinct texts.</summary>
    public double MeanWords { get; init; }

    /// <summary>Profiles a cleaned column.</summary>
    public static ColumnProfile Of(CleanColumn column) => column.Cells switch
    {
        RawTexts texts => OfTexts(texts, texts.Count - column.Missing),
        RawNumbers numbers => OfNumbers(numbers.Name, numbers.Values, column.Summary),
        var dates => OfNumbers(dates.Name, ((RawDates)dates).Seconds, column.Summary),
    };

    private static ColumnProfile OfNumbers(string name, double[] values, NumberSummary summary)
    {
        var present = summary.Present;
        var counter = present > 1 && Counts(values);
        var (distinct, isEstimate) = counter ? (present, false)
            : summary.Whole && KindInference.LooksLikeKey(name) ? (DistinctCount.Of(values), false)
            : DistinctCount.About(values);
        return new ColumnProfile
        {
            Present = present,
            Distinct = distinct,
            DistinctIsEstimate = isEstimate,
            Minimum = present > 0 ? summary.Minimum : double.NaN,
            Maximum = present > 0 ? summary.Maximum : double.NaN,
            Whole = present > 0 && summary.Whole,
            Counter = counter,
        };
    }

    private static bool Counts(double[] values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] != values[i - 1] + 1)
            {
                return false;
            }
        }

        return true;
    }

    private static ColumnProfile OfTexts(RawTexts texts, long present)
    {
        var seen = new bool[texts.Distinct.Length];
        foreach (var code in texts.Codes)
        {
            if (code >= 0)
            {
                seen[code] = true;
            }
        }

        var words = 0L;
        var distinct = 0L;
        for (var i = 0; i < seen.Length; i++)
        {
            words += seen[i] ? Words(texts.Distinct[i]) : 0;
            distinct += seen[i] ? 1 : 0;
        }

        return new ColumnProfile { Present = present, Distinct = distinct, MeanWords = distinct == 0 ? 0 : (double)words / distinct };
    }

    private static int Words(string text)
    {
        var words = 0;
        var inside = false;
        foreach (var letter in text)
        {
            var space = char.IsWhiteSpace(letter);
            words += !space && !inside ? 1 : 0;
            inside = !space;
        }

        return words;
    }
}
