namespace Assay.Data;

/// <summary>What is known about one column: kind, role and why, and what its cells looked like.</summary>
public sealed record ColumnInfo(string Name, ColumnKind Kind, ColumnRole Role)
{
    /// <summary>One plain sentence: why this kind and role.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The type the file's reader saw, for example <c>BIGINT</c> or <c>VARCHAR</c>.</summary>
    public string SourceType { get; init; } = "";

    /// <summary>Rows without a value.</summary>
    public long Missing { get; init; }

    /// <summary>Distinct values, missing not counted. Exact, but for a column of numbers with more than 262,144 rows and more than 4,096 distinct values an estimate (standard error 0.8 %) unless its name is a key's; see <see cref="DistinctIsEstimate"/>.</summary>
    public long Distinct { get; init; }

    /// <summary>Whether <see cref="Distinct"/> is an estimate.</summary>
    public bool DistinctIsEstimate { get; init; }

    /// <summary>Texts that were read as missing in this column, for example <c>?</c>.</summary>
    public IReadOnlyList<string> MissingMarkers { get; init; } = [];

    /// <summary>Smallest and largest number; NaN for other kinds.</summary>
    public double Minimum { get; init; } = double.NaN;

    /// <summary>Largest number; NaN for other kinds.</summary>
    public double Maximum { get; init; } = double.NaN;

    /// <summary>The levels of a category, in code order; empty for other kinds.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>How texts are written that numbers were read from; null when they are written the plain way, or for other kinds.</summary>
    public NumberWriting? Writing { get; init; }

    /// <summary>Whether it is a date that is the time of the row, whose month, weekday and hour may be used to predict.</summary>
    internal bool GivesCalendar => Role == ColumnRole.Time && Kind == ColumnKind.Date;
}
