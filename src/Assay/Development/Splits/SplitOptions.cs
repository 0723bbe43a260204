using Assay.Data;

namespace Assay.Development.Splits;

/// <summary>What the user asked of the split; everything not asked is left to the <see cref="SplitAdvisor"/>.</summary>
public sealed record SplitOptions
{
    /// <summary>The kind of split asked for; null when the advisor decides.</summary>
    public SplitKind? Kind { get; init; }

    /// <summary>The group or time column asked for; null for the declared or advised one, or (time) the order of the file.</summary>
    public string? By { get; init; }

    /// <summary>Share of rows in the locked test part, from 0.05 to 0.5. A time split locks the last rows.</summary>
    public double TestShare { get; init; } = 0.2;

    /// <summary>Parts the development rows are dealt into, at least 2: that many folds, or one fold less for a time split, whose first part is never validated.</summary>
    public int Parts { get; init; } = 5;

    /// <summary>How often stratified and grouped folds are dealt, each time with another seed; null for 4 times up to 1,000 development rows, twice up to 3,000 and else once.</summary>
    /// <remarks>A deal that comes out as one before it, as few groups do, is left out. A time split is dealt once.</remarks>
    public int? Repeats { get; init; }

    /// <summary>Every random choice follows from this.</summary>
    public ulong Seed { get; init; }

    /// <summary>The test part as given by a file; null when the plan makes its own.</summary>
    public TestFold? TestFold { get; init; }

    /// <summary>Reads the words of <c>--split</c>: <c>stratified</c>, <c>group:COLUMN</c>, <c>time</c> or <c>time:COLUMN</c>.</summary>
    /// <exception cref="AssayException"><c>usage.split-unknown</c>.</exception>
    public static SplitOptions Parse(string words)
    {
        var colon = words.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? words : words[..colon];
        var column = colon < 0 ? "" : words[(colon + 1)..];
        return (kind, column) switch
        {
            ("stratified", "") => new SplitOptions { Kind = SplitKind.Stratified },
            ("group", not "") => new SplitOptions { Kind = SplitKind.Grouped, By = column },
            ("time", "") => new SplitOptions { Kind = SplitKind.Time },
            ("time", _) => new SplitOptions { Kind = SplitKind.Time, By = column },
            _ => throw new AssayException(
                "usage.split-unknown",
                $"--split \"{words}\" is none of stratified, group:COLUMN, time, time:COLUMN.{Spelling.DidYouMean(kind, ["stratified", "group", "time"])}"),
        };
    }
}
