namespace Assay.Data;

/// <summary>A column after missing markers were taken out and texts that are numbers or dates became such; before kind and role.</summary>
internal sealed record CleanColumn(RawColumn Cells, IReadOnlyList<string> Markers, long Missing, long Infinite)
{
    /// <summary>What the numbers, or the seconds of dates, are like; nothing of texts.</summary>
    public NumberSummary Summary { get; private init; }

    /// <summary>How the texts that numbers were read from are written; null for plain ones.</summary>
    public NumberWriting? Writing { get; private init; }

    /// <summary>Cleans a column; a column asked for as text or category only loses its markers, the usual ones when none are given.</summary>
    public static CleanColumn Of(RawColumn raw, bool keepText, MissingMarkers? given = null)
    {
        var missing = given ?? MissingMarkers.Usual;
        switch (raw)
        {
            case RawTexts texts when !keepText && !texts.WasNumber && texts.SourceType != "BOOLEAN" && Parsed(texts, missing) is { } parsed:
                return parsed;
            case RawTexts texts:
                return WithoutMarkers(texts, missing);
            case RawNumbers numbers:
                return OfNumbers(numbers, []);
            default:
                return Summarised(raw, ((RawDates)raw).Seconds, [], 0);
        }
    }

    private static CleanColumn? Parsed(RawTexts texts, MissingMarkers missing)
    {
        var plain = TextParsing.Numbers(texts.Distinct, missing);
        var dates = plain is null ? TextParsing.Dates(texts.Distinct, missing) : null;
        var written = plain is null && dates is null ? NumberWriting.Find(texts.Distinct, missing) : null;
        if ((plain ?? dates ?? written?.Values) is not { } values)
        {
            return null;
        }

        var spread = Array.ConvertAll(texts.Codes, code => code < 0 ? double.NaN : values[code]);
        var markers = texts.Distinct.Where((_, i) => double.IsNaN(values[i])).Order(StringComparer.Ordinal).ToList();
        return dates is null
            ? OfNumbers(new RawNumbers(texts.Name, texts.SourceType, spread), markers) with { Writing = written?.Writing }
            : OfDates(new RawDates(texts.Name, texts.SourceType, spread), markers);
    }

    private static CleanColumn OfDates(RawDates dates, List<string> markers)
    {
        var infinite = dates.Seconds.LongCount(double.IsInfinity);
        var cells = infinite == 0 ? dates : dates with { Seconds = Array.ConvertAll(dates.Seconds, v => double.IsInfinity(v) ? double.NaN : v) };
        return Summarised(cells, cells.Seconds, markers, infinite);
    }

    private static CleanColumn OfNumbers(RawNumbers numbers, List<string> markers)
    {
        var infinite = NumberSummary.Of(numbers.Values).HasInfinite ? numbers.Values.LongCount(double.IsInfinity) : 0;
        var cells = infinite == 0 ? numbers : numbers with { Values = Array.ConvertAll(numbers.Values, v => double.IsInfinity(v) ? double.NaN : v) };
        return Summarised(cells, cells.Values, markers, infinite);
    }

    private static CleanColumn Summarised(RawColumn cells, double[] values, List<string> markers, long infinite)
    {
        var summary = NumberSummary.Of(values);
        return new CleanColumn(cells, markers, values.Length - summary.Present, infinite) { Summary = summary };
    }

    private static CleanColumn WithoutMarkers(RawTexts texts, MissingMarkers missing)
    {
        var markers = texts.Distinct.Where(missing.Always).Order(StringComparer.Ordinal).ToList();
        var map = new int[texts.Distinct.Length];
        var kept = new List<string>();
        for (var i = 0; i < map.Length; i++)
        {
            map[i] = missing.Always(texts.Distinct[i]) ? -1 : kept.Count;
            if (map[i] >= 0)
            {
                kept.Add(texts.Distinct[i]);
            }
        }

        var codes = markers.Count == 0 ? texts.Codes : Array.ConvertAll(texts.Codes, c => c < 0 ? -1 : map[c]);
        return new CleanColumn(texts with { Codes = codes, Distinct = [.. kept] }, markers, codes.AsSpan().Count(-1), 0);
    }
}
