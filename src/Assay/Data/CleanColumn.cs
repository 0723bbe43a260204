namespace Assay.Data;

/// <summary>A column after missing markers were taken out and texts that are numbers or dates became such; before kind and role.</summary>
internal sealed record CleanColumn(RawColumn Cells, IReadOnlyList<string> Markers, long Missing, long Infinite)
{
    /// <summary>Cleans a column; a column asked for as text or category only loses its markers.</summary>
    public static CleanColumn Of(RawColumn raw, bool keepText)
    {
        switch (raw)
        {
            case RawTexts texts when !keepText && !texts.WasNumber && texts.SourceType != "BOOLEAN" && Parsed(texts) is { } parsed:
                return parsed;
            case RawTexts texts:
                return WithoutMarkers(texts);
            case RawNumbers numbers:
                var infinite = 0;
                foreach (var value in numbers.Values)
                {
                    infinite += double.IsInfinity(value) ? 1 : 0;
                }

                var cells = infinite == 0 ? numbers : numbers with { Values = [.. numbers.Values.Select(v => double.IsInfinity(v) ? double.NaN : v)] };
                return new CleanColumn(cells, [], MissingIn(cells.Values), infinite);
            default:
                return new CleanColumn(raw, [], MissingIn(((RawDates)raw).Seconds), 0);
        }
    }

    private static CleanColumn? Parsed(RawTexts texts)
    {
        var numbers = TextParsing.Numbers(texts.Distinct);
        var values = numbers ?? TextParsing.Dates(texts.Distinct);
        if (values is null)
        {
            return null;
        }

        var spread = new double[texts.Count];
        var infinite = 0;
        for (var i = 0; i < spread.Length; i++)
        {
            var value = texts.Codes[i] < 0 ? double.NaN : values[texts.Codes[i]];
            infinite += double.IsInfinity(value) ? 1 : 0;
            spread[i] = double.IsInfinity(value) ? double.NaN : value;
        }

        var markers = texts.Distinct.Where((_, i) => double.IsNaN(values[i])).Order(StringComparer.Ordinal).ToList();
        RawColumn cells = numbers is null
            ? new RawDates(texts.Name, texts.SourceType, spread)
            : new RawNumbers(texts.Name, texts.SourceType, spread);
        return new CleanColumn(cells, markers, MissingIn(spread), infinite);
    }

    private static CleanColumn WithoutMarkers(RawTexts texts)
    {
        var markers = texts.Distinct.Where(MissingMarkers.Always).Order(StringComparer.Ordinal).ToList();
        var map = new int[texts.Distinct.Length];
        var kept = new List<string>();
        for (var i = 0; i < map.Length; i++)
        {
            map[i] = MissingMarkers.Always(texts.Distinct[i]) ? -1 : kept.Count;
            if (map[i] >= 0)
            {
                kept.Add(texts.Distinct[i]);
            }
        }

        var codes = markers.Count == 0 ? texts.Codes : Array.ConvertAll(texts.Codes, c => c < 0 ? -1 : map[c]);
        return new CleanColumn(texts with { Codes = codes, Distinct = [.. kept] }, markers, codes.LongCount(c => c < 0), 0);
    }

    private static long MissingIn(double[] values)
    {
        var missing = 0L;
        foreach (var value in values)
        {
            missing += double.IsNaN(value) ? 1 : 0;
        }

        return missing;
    }
}
