namespace Assay.Tracking;

/// <summary>How a database product says what SQL leaves open. Arguments are names of columns and parameters, never values.</summary>
internal abstract class Dialect
{
    /// <summary>A statement that makes tables, with the marks <c>{clustered}</c> (kept in the order of its key) and <c>{text}</c> filled in.</summary>
    internal abstract string Definition(string sql);

    /// <summary>Rows one INSERT should hold when there are many.</summary>
    internal abstract int RowsAtOnce { get; }

    /// <summary>Whether a column holds one of the texts of a parameter, which <see cref="List"/> has made.</summary>
    internal abstract string Among(string column, string parameter);

    /// <summary>The value of a parameter that holds a list of texts.</summary>
    internal abstract object List(IEnumerable<string> texts);

    /// <summary>Whether a text fits a pattern with <c>%</c> and <c>_</c>, capitals as they are; nothing in the pattern can be escaped.</summary>
    internal abstract string Like(string column, string parameter);

    /// <summary>Whether a regular expression is found in a text.</summary>
    internal abstract string Matches(string column, string parameter);

    /// <summary>A value of a parameter in a form this product takes.</summary>
    internal virtual object? Value(object? value) => value;

    /// <summary>A text as a number, NULL when it is none.</summary>
    internal abstract string Number(string column);
}
