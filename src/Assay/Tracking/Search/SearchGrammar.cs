using System.Text.RegularExpressions;

namespace Assay.Tracking.Search;

/// <summary>MLflow's filter and order language for one kind of thing; the kinds differ in their keys and some messages.</summary>
/// <remarks>
/// <c>key comparator value</c>, joined by AND. Rules and messages read from MLflow's search code (2.12 and 3.6) and checked against recorded
/// answers. What MLflow lets pass by accident (two conditions without AND, a filter that is only <c>AND</c>) passes here too.
/// </remarks>
internal abstract class SearchGrammar
{
    private const int MostConditions = 500;

    private static readonly string[] NumberComparators = [">", ">=", "!=", "=", "<", "<="];
    private static readonly string[] TextComparators = ["!=", "=", "LIKE", "ILIKE"];
    private static readonly string[] ListComparators = ["!=", "=", "LIKE", "ILIKE", "IN", "NOT IN"];

    /// <summary>Attributes a filter may name.</summary>
    protected abstract IReadOnlyList<string> FilterKeys { get; }

    /// <summary>Attributes an order may name.</summary>
    protected abstract IReadOnlyList<string> OrderKeys { get; }

    /// <summary>Attributes that are numbers.</summary>
    protected abstract IReadOnlyList<string> NumericKeys { get; }

    /// <summary>The one attribute that can be compared with a list.</summary>
    protected virtual string? ListKey => "run_id";

    /// <summary>Reads a filter; an empty one lets everything pass.</summary>
    /// <exception cref="AssayException"><c>store.filter</c>.</exception>
    internal FilterNode ReadFilter(string? filter)
    {
        if (string.IsNullOrEmpty(filter))
        {
            return new AllOf([]);
        }

        var statements = SqlStatement.Parse(filter);
        if (statements.Count != 1)
        {
            throw SearchErrors.Filter(statements.Count == 0
                ? $"Invalid filter '{filter}'. Could not be parsed."
                : $"Search filter contained multiple expression '{filter}'. Provide AND-ed expression list.");
        }

        if (statements[0].Count(n => n.Kind == SqlKind.Comparison) > MostConditions)
        {
            throw SearchErrors.Filter($"A filter has at most {MostConditions} conditions.");
        }

        var wrong = statements[0].FindAll(n => n.Kind is not (SqlKind.Comparison or SqlKind.Space) && !n.Is(SqlKind.Keyword, "AND"));
        return wrong.Count == 0
            ? new AllOf(statements[0].FindAll(n => n.Kind == SqlKind.Comparison).ConvertAll(Term))
            : throw SearchErrors.Filter($"Invalid clause(s) in filter string: {string.Join(", ", wrong.Select(Quote))}");
    }

    /// <summary>Reads one part of an order, such as <c>metrics.loss DESC</c>.</summary>
    /// <exception cref="AssayException"><c>store.order</c>.</exception>
    internal SearchOrder ReadOrder(string clause)
    {
        var (name, ascending) = OrderParts(clause);
        return new SearchOrder(Name(name.Trim(), OrderKeys), ascending);
    }

    /// <summary>A field by its name in a filter.</summary>
    /// <exception cref="AssayException"><c>store.filter</c>.</exception>
    internal SearchField ReadField(string name) => Name(name, FilterKeys);

    /// <summary>Whether a field is a number.</summary>
    internal bool IsNumber(SearchField field) =>
        field.Entity == SearchEntity.Metric || (field.Entity == SearchEntity.Attribute && NumericKeys.Contains(field.Key));

    /// <summary>How a piece that is out of place is shown.</summary>
    protected virtual string Quote(SqlNode node) => $"'{node.Text}'";

    /// <summary>The entity of a name with a dot.</summary>
    protected abstract SearchEntity Entity(string name);

    /// <summary>A key under its first name.</summary>
    protected virtual string Translate(string key) => key;

    /// <summary>Attribute, tag or dataset named; the key may stand in quotes or backticks.</summary>
    protected virtual SearchField Name(string text, IReadOnlyList<string> keys)
    {
        var parts = text.Split('.', 2);
        var entity = parts.Length == 1 ? SearchEntity.Attribute : Entity(parts[0]);
        var key = Trim(Unquote(parts[^1]), '`');
        if (entity == SearchEntity.Attribute && !keys.Contains(key))
        {
            throw SearchErrors.Filter($"Invalid attribute key '{key}' specified. Valid keys are '{Set(keys)}'");
        }

        return new SearchField(entity, entity == SearchEntity.Attribute ? Translate(key) : key);
    }

    /// <summary>A list of names as MLflow shows it.</summary>
    protected static string Set(IEnumerable<string> keys) => $"{{{string.Join(", ", keys.Select(k => $"'{k}'"))}}}";

    /// <summary>The text without a pair of a quotation mark around it.</summary>
    internal static string Trim(string text, char mark) => text.Length >= 2 && text[0] == mark && text[^1] == mark ? text[1..^1] : text;

    /// <summary>The value of a term whose field is known.</summary>
    protected virtual object Value(SearchField field, SqlNode node)
    {
        switch (field.Entity)
        {
            case SearchEntity.Metric:
                return Number(node) ?? throw SearchErrors.Filter($"Expected numeric value type for metric. Found {node.Text}");
            case SearchEntity.Parameter or SearchEntity.Tag:
                var kind = field.Entity == SearchEntity.Tag ? "tag" : "parameter";
                return Quoted(node) ?? throw SearchErrors.Filter($"Expected a quoted string value for {kind} (e.g. 'my-value'). Got value {node.Text}");
            case SearchEntity.Dataset:
                return Quoted(node) ?? (object?)Texts(node)
                    ?? throw SearchErrors.Filter($"Expected a quoted string value for dataset attributes. Got value {node.Text}");
            default:
                return AttributeValue(field, node);
        }
    }

    /// <summary>The error of a comparator the field does not take.</summary>
    protected virtual AssayException WrongComparator(SearchField field, string comparator, IReadOnlyList<string> allowed) =>
        SearchErrors.Filter($"Invalid comparator '{comparator}' not one of '{Set(allowed)}'");

    private object AttributeValue(SearchField field, SqlNode node)
    {
        if (NumericKeys.Contains(field.Key))
        {
            return Number(node)
                ?? throw SearchErrors.Filter($"Expected numeric value type for numeric attribute: {field.Key}. Found {node.Text}");
        }

        if (node.Kind == SqlKind.Parenthesis && field.Key != ListKey)
        {
            throw SearchErrors.Filter("Only the 'run_id' attribute supports comparison with a list of quoted string values.");
        }

        return Quoted(node) ?? (object?)Texts(node)
            ?? throw SearchErrors.Filter($"Expected a quoted string value for attributes. Got value {node.Text}");
    }

    /// <summary>The text of a quoted value; null for a number or a list.</summary>
    protected static string? Quoted(SqlNode node)
    {
        if (node.Kind is not (SqlKind.Text or SqlKind.Identifier))
        {
            return null;
        }

        var bare = Unquote(node.Text);
        return bare.Length < node.Text.Length ? bare : throw SearchErrors.Filter(
            "Parameter value is either not quoted or unidentified quote types used for string value "
            + $"{node.Text}. Use either single or double quotes.");
    }

    /// <summary>The texts of a list in brackets; null for anything else.</summary>
    protected static IReadOnlyList<string>? Texts(SqlNode node)
    {
        if (node.Kind != SqlKind.Parenthesis)
        {
            return null;
        }

        var parts = node.Solid[1..^1];
        if (parts.Count == 0)
        {
            throw SearchErrors.Filter("While parsing a list in the query, expected a non-empty list of string values, but got empty list");
        }

        var items = parts is [{ Kind: SqlKind.List }] ? parts[0].Solid : parts;
        if (items.Exists(i => !(i.Kind == SqlKind.Text || i.Is(SqlKind.Punctuation, ","))))
        {
            throw SearchErrors.Filter(parts[0].Kind == SqlKind.List
                ? "While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list: " + node.Text
                : "While parsing a list in the query, expected a non-empty list of string values, but got ill-formed list.");
        }

        return items.FindAll(i => i.Kind == SqlKind.Text).ConvertAll(i => Unquote(i.Text));
    }

    private static double? Number(SqlNode node) => node.Kind is SqlKind.Whole or SqlKind.Real
        ? double.Parse(node.Text, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    internal static string Unquote(string text) => Trim(text, '\'') is var bare && bare.Length < text.Length ? bare : Trim(text, '"');

    private FilterTerm Term(SqlNode comparison)
    {
        var parts = comparison.Solid;
        if (parts.Count != 3)
        {
            throw SearchErrors.Filter($"Invalid comparison clause. Expected 3 tokens found {parts.Count}");
        }

        if (parts[0].Kind != SqlKind.Identifier)
        {
            throw SearchErrors.Filter($"Invalid comparison clause. Expected 'Identifier' found '{parts[0].Text}'");
        }

        var field = Name(parts[0].Text, FilterKeys);
        var value = Value(field, parts[2]);
        var comparator = Regex.Replace(parts[1].Text.ToUpperInvariant(), "\\s+", " ");
        var allowed = Comparators(field);
        return allowed.Contains(comparator) && value is IReadOnlyList<string> == comparator.EndsWith("IN", StringComparison.Ordinal)
            ? new FilterTerm(field, comparator, value)
            : throw WrongComparator(field, comparator, allowed);
    }

    private string[] Comparators(SearchField field) => field.Entity switch
    {
        SearchEntity.Metric => NumberComparators,
        SearchEntity.Parameter or SearchEntity.Tag => TextComparators,
        SearchEntity.Attribute when NumericKeys.Contains(field.Key) => NumberComparators,
        _ => ListComparators,
    };

    private static (string Name, bool Ascending) OrderParts(string clause)
    {
        var statements = SqlStatement.Parse(clause);
        var whole = statements is [[{ Kind: SqlKind.Identifier } only]] ? only.Text : statements is [var parts] ? Timestamp(parts) : null;
        var words = whole is null ? [] : Words(whole.Replace('`', '"'));
        if (whole is null || words is null || words.Count is 0 or > 2)
        {
            throw SearchErrors.Order($"Invalid order_by clause '{clause}'. Could not be parsed.");
        }

        return words.Count == 1 ? (whole, true) : words[1].ToLowerInvariant() switch
        {
            "asc" => (words[0], true),
            "desc" => (words[0], false),
            _ => throw SearchErrors.Order($"Invalid ordering key in order_by clause '{clause}'."),
        };
    }

    // A key MLflow allows although it is a word of SQL.
    private static string? Timestamp(List<SqlNode> parts)
    {
        var solid = parts.FindAll(p => p.Kind != SqlKind.Space);
        return parts[0].Is(SqlKind.Keyword, "timestamp") && (parts.Count == 1 || (solid is [_, { Kind: SqlKind.Order }] && parts[^1].Kind == SqlKind.Order))
            ? string.Join(' ', solid.Select((p, i) => i == 0 ? "timestamp" : p.Text))
            : null;
    }

    // Words as a shell parts them: quotes join and go away. Null when a quote is left open.
    private static List<string>? Words(string text)
    {
        var words = new List<string>();
        var word = new System.Text.StringBuilder();
        var (quote, open) = ('\0', false);
        foreach (var c in text)
        {
            if (quote == '\0' && c is '"' or '\'' && quote == '\0')
            {
                (quote, open) = (c, true);
            }
            else if (c == quote && quote != '\0')
            {
                quote = '\0';
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (open)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                open = false;
            }
            else
            {
                word.Append(c);
                open = true;
            }
        }

        if (open)
        {
            words.Add(word.ToString());
        }

        return quote == '\0' ? words : null;
    }
}
