namespace Assay.Data;

/// <summary>One column as the file's reader saw it, before any inference.</summary>
internal abstract record RawColumn(string Name, string SourceType)
{
    public abstract int Count { get; }
}

/// <summary>Numbers; NaN is missing.</summary>
internal sealed record RawNumbers(string Name, string SourceType, double[] Values) : RawColumn(Name, SourceType)
{
    public override int Count => Values.Length;
}

/// <summary>Dates and times as seconds since 1970-01-01 UTC; NaN is missing.</summary>
internal sealed record RawDates(string Name, string SourceType, double[] Seconds) : RawColumn(Name, SourceType)
{
    public override int Count => Seconds.Length;
}

/// <summary>Texts as codes into the distinct texts in order of first sight; -1 is missing.</summary>
internal sealed record RawTexts(string Name, string SourceType, int[] Codes, string[] Distinct) : RawColumn(Name, SourceType)
{
    /// <summary>Whole numbers too large for a double, kept digit by digit; not to be read as numbers again.</summary>
    public bool WasNumber { get; init; }

    public override int Count => Codes.Length;
}
