using System.Text.Json;
using System.Text.RegularExpressions;

namespace Assay.Tracking;

/// <summary>PostgreSQL's. Texts are kept in the collation "C", so that they sort as they do everywhere else.</summary>
internal sealed partial class PostgresDialect : Dialect
{
    internal override string Definition(string sql) =>
        Texts().Replace(sql.Replace("{clustered}", "", StringComparison.Ordinal), "TEXT COLLATE \"C\"");

    // A network answers once for all of them.
    internal override int RowsAtOnce => 32;

    internal override string Among(string column, string parameter) => $"{column} IN (SELECT JSONB_ARRAY_ELEMENTS_TEXT(CAST({parameter} AS JSONB)))";

    internal override object List(IEnumerable<string> texts) => JsonSerializer.Serialize(texts.Select(Portable.Text), JsonRules.Compact);

    // What is kept has no NUL either, so what is asked for is found.
    internal override object? Value(object? value) => value is string text && text.Contains('\0') ? Portable.Text(text) : value;

    internal override string Like(string column, string parameter) => $"{column} LIKE {parameter} ESCAPE ''";

    internal override string Matches(string column, string parameter) => $"{column} ~ {parameter}";

    // The forms PlainNumber reads; more digits in the exponent would not fit a double.
    internal override string Number(string column) =>
        $"(CASE WHEN {column} ~ '^[+-]?([0-9]{{1,200}}\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{{1,2}})?$' THEN CAST({column} AS DOUBLE PRECISION) END)";

    [GeneratedRegex("\\bTEXT\\b(?!\\))")]
    private static partial Regex Texts();
}
