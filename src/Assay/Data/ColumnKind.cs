namespace Assay.Data;

/// <summary>What the cells of a column mean.</summary>
public enum ColumnKind
{
    /// <summary>A measured number.</summary>
    Number,

    /// <summary>Whole numbers with few distinct values, such as a month, a rating or a region code.</summary>
    OrderedCode,

    /// <summary>One of a set of names.</summary>
    Category,

    /// <summary>One of two values.</summary>
    Boolean,

    /// <summary>A date or a date and time, as seconds since 1970-01-01 UTC.</summary>
    Date,

    /// <summary>Free text.</summary>
    Text,

    /// <summary>Names a row or an entity and says nothing by itself.</summary>
    Identifier,

    /// <summary>The same value, or nothing, in every row.</summary>
    Constant,
}
