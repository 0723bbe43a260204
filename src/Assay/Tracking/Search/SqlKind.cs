namespace Assay.Tracking.Search;

/// <summary>What a piece of a filter is; the last ones are groups of others.</summary>
internal enum SqlKind
{
    Space,
    Comment,
    Name,
    Placeholder,
    Keyword,

    /// <summary>ASC or DESC.</summary>
    Order,

    /// <summary>In single quotes.</summary>
    Text,

    /// <summary>In double quotes: a text or a name.</summary>
    Symbol,
    Whole,
    Real,
    Comparator,
    Operator,
    Punctuation,
    Other,

    Identifier,
    Parenthesis,
    Brackets,
    Function,
    Operation,
    Comparison,
    List,
}
