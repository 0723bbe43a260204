namespace Assay.Data;

/// <summary>What a column is used for.</summary>
public enum ColumnRole
{
    /// <summary>May be used to predict.</summary>
    Feature,

    /// <summary>What is predicted.</summary>
    Target,

    /// <summary>The weight of the row.</summary>
    Weight,

    /// <summary>The entity the row belongs to: rows of one group never stand on both sides of a split.</summary>
    Group,

    /// <summary>When the row was known: time-ordered splits follow it. Not a feature, but a date's month, weekday and hour may be used to predict.</summary>
    Time,

    /// <summary>Names the row.</summary>
    RowId,

    /// <summary>The answer of an existing system or a person, a baseline to beat.</summary>
    Existing,

    /// <summary>Left out, with a reason.</summary>
    Dropped,
}
