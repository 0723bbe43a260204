using System.Text.Json;

namespace Assay.Tracking;

/// <summary>SQLite's; the functions named <c>assay_</c> are ours, made by <see cref="SqliteDatabase"/> on every connection.</summary>
internal sealed class SqliteDialect : Dialect
{
    internal override string Definition(string sql) =>
        sql.Replace("{clustered}", "WITHOUT ROWID", StringComparison.Ordinal);

    // SQLite finds each parameter by comparing its name with all before it.
    internal override int RowsAtOnce => 8;

    internal override string Among(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    internal override object List(IEnumerable<string> texts) => JsonSerializer.Serialize(texts, JsonRules.Compact);

    internal override string Like(string column, string parameter) => $"{column} LIKE {parameter}";

    internal override string Matches(string column, string parameter) => $"assay_matches({column}, {parameter})";

    internal override string Number(string column) => $"assay_number({column})";
}
