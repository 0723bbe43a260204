using Assay.Data;

namespace Assay.Learners.Linear;

/// <summary>Which number of a cell is used: the number itself, or a part of a date.</summary>
internal enum NumberReading
{
    /// <summary>The number as it is.</summary>
    Value,

    /// <summary>The month of a date, 1 to 12.</summary>
    Month,

    /// <summary>The day of the week of a date, Sunday is 0.</summary>
    Weekday,

    /// <summary>The hour of a date, 0 to 23.</summary>
    Hour,
}
