namespace Assay.Tracking.Search;

/// <summary>Assay's own language for searching runs: MLflow's, with OR, NOT and brackets, more lists and comparators, and extremes of curves.</summary>
/// <remarks>
/// <c>metrics.auc &gt; 0.9 AND (params.lr &lt; 0.1 OR NOT tags.team IN ('a', 'b'))</c>. AND binds tighter than OR. A parameter or tag compared with a
/// bare number is compared as a number. <c>min(loss)</c>, <c>max(auc)</c> and <c>best(loss)</c> look at a whole curve; the best is the lowest for names
/// that hold <c>loss</c>, <c>error</c>, <c>mae</c>, <c>mse</c>, <c>rmse</c>, <c>brier</c> or <c>perplexity</c>, else the highest. <c>RLIKE</c> or
/// <c>REGEXP</c> finds a regular expression. Statuses are written MLflow's way or ours.
/// </remarks>
internal sealed class FilterLanguage
{
    private static readonly string[] Smaller = ["loss", "error", "mae", "mse", "brier", "perplexity"];
    private static readonly string[] Numbers = ["=", "!=", "<", "<=", ">", ">="];

    private readonly List<SqlNode> pieces;
    private readonly string text;
    private int at;

    private FilterLanguage(string text)
    {
        // The same limits as MLflow's language; the depth keeps the descent below from running out of stack.
        _ = SqlStatement.Parse(text);
        this.text = text;
        pieces = SqlScanner.Scan(text);
    }

    /// <summary>Reads a filter; an empty one lets everything pass.</summary>
    /// <exception cref="AssayException"><c>store.filter</c>, with the place.</exception>
    internal static FilterNode Read(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
        {
            return new AllOf([]);
        }

        var reader = new FilterLanguage(filter);
        var whole = reader.Any();
        return reader.Peek() is null ? whole : throw reader.Wrong("AND, OR or the end");
    }

    /// <summary>Reads one part of an order: MLflow's, or an extreme of a curve such as <c>best(loss) DESC</c>.</summary>
    /// <exception cref="AssayException"><c>store.order</c>, <c>store.filter</c>.</exception>
    internal static SearchOrder ReadOrder(string clause)
    {
        var word = clause.AsSpan().TrimStart();
        var bracket = word.IndexOf('(');
        return bracket <= 0 || word[..bracket].ContainsAnyExceptInRange('A', 'z') ? ReadPlain(clause) : ReadOwn(clause);
    }

    // MLflow wants names with hyphens in quotes; filters here do not, so orders need not either.
    private static SearchOrder ReadPlain(string clause)
    {
        try
        {
            return RunGrammar.Instance.ReadOrder(clause);
        }
        catch (AssayException refused) when (refused.Code == "store.order" && clause.Contains('-'))
        {
            return ReadOwn(clause);
        }
    }

    private static SearchOrder ReadOwn(string clause)
    {
        var reader = new FilterLanguage(clause);
        var field = reader.Field();
        var way = reader.Take(n => n.Kind == SqlKind.Order);
        return reader.Peek() is null
            ? new SearchOrder(field, way?.Text.Equals("DESC", StringComparison.OrdinalIgnoreCase) != true)
            : throw SearchErrors.Order($"Invalid order_by clause '{clause}'. Expected a key such as metrics.loss or best(loss), then ASC or DESC or nothing.");
    }

    private FilterNode Any()
    {
        List<FilterNode> parts = [All()];
        while (Take(n => n.Is(SqlKind.Keyword, "OR")) is not null)
        {
            parts.Add(All());
        }

        return parts.Count == 1 ? parts[0] : new AnyOf(parts);
    }

    private FilterNode All()
    {
        List<FilterNode> parts = [One()];
        while (Take(n => n.Is(SqlKind.Keyword, "AND")) is not null)
        {
            parts.Add(One());
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private FilterNode One()
    {
        if (Take(n => n.Is(SqlKind.Keyword, "NOT")) is not null)
        {
            return new NotOf(One());
        }

        if (Take(n => n.Is(SqlKind.Punctuation, "(")) is null)
        {
            return Comparison();
        }

        var inner = Any();
        return Take(n => n.Is(SqlKind.Punctuation, ")")) is null ? throw Wrong("a closing bracket") : inner;
    }

    private FilterNode Comparison()
    {
        var field = Field();
        var not = Take(n => n.Is(SqlKind.Keyword, "NOT")) is not null;
        var sign = Take(n => n.Kind == SqlKind.Comparator || n.Text.Equals("REGEXP", StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong("a comparator such as =, !=, <, LIKE, RLIKE or IN");
        string[] words = sign.Text.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        not ^= words.Length > 1;
        var term = Term(field, words[^1] switch { "REGEXP" => "RLIKE", "==" => "=", "<>" => "!=", var other => other });
        return not ? new NotOf(term) : term;
    }

    private FilterTerm Term(SearchField field, string comparator)
    {
        if (comparator == "IN")
        {
            return RunGrammar.Instance.IsNumber(field) ? throw Wrong($"a comparator for numbers: {field.Key} is one") : new FilterTerm(field, "IN", List(field));
        }

        var value = Take(_ => true) ?? throw Wrong("a value");
        var isNumber = value.Kind is SqlKind.Whole or SqlKind.Real;
        if (isNumber != RunGrammar.Instance.IsNumber(field) && !(isNumber && field.Entity is (SearchEntity.Parameter or SearchEntity.Tag)))
        {
            at--;
            throw Wrong(isNumber ? "a text in quotes" : "a number");
        }

        var fits = isNumber ? Numbers.Contains(comparator) : comparator is "=" or "!=" or "LIKE" or "ILIKE" or "RLIKE";
        return !fits ? throw Wrong($"another comparator than {comparator} for {(isNumber ? "a number" : "a text")}")
            : isNumber ? new FilterTerm(field with { IsNumeric = true }, comparator, double.Parse(value.Text, System.Globalization.CultureInfo.InvariantCulture))
            : new FilterTerm(field, comparator, Text(field, value, comparator));
    }

    private string[] List(SearchField field)
    {
        var texts = new List<string>();
        if (Take(n => n.Is(SqlKind.Punctuation, "(")) is null)
        {
            throw Wrong("a list in brackets");
        }

        do
        {
            texts.Add(Text(field, Take(_ => true) ?? throw Wrong("a text in quotes"), "IN"));
        }
        while (Take(n => n.Is(SqlKind.Punctuation, ",")) is not null);
        return Take(n => n.Is(SqlKind.Punctuation, ")")) is null ? throw Wrong("a comma or a closing bracket") : [.. texts];
    }

    private string Text(SearchField field, SqlNode value, string comparator)
    {
        if (value.Kind is not (SqlKind.Text or SqlKind.Symbol))
        {
            at--;
            throw Wrong("a text in quotes");
        }

        var bare = SearchGrammar.Unquote(value.Text);
        if (comparator == "RLIKE")
        {
            CheckPattern(bare);
        }

        return field is not { Entity: SearchEntity.Attribute, Key: "status" } || comparator is "LIKE" or "ILIKE" or "RLIKE" ? bare
            : bare.Equals("interrupted", StringComparison.OrdinalIgnoreCase) ? "KILLED" : bare.ToUpperInvariant();
    }

    private void CheckPattern(string pattern)
    {
        try
        {
            _ = new System.Text.RegularExpressions.Regex(pattern, System.Text.RegularExpressions.RegexOptions.NonBacktracking);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw SearchErrors.Filter($"\"{pattern}\" is no regular expression this search can use ({error.Message}).");
        }
    }

    // metrics.loss, params.`my key`, status, min(metrics.loss), best(loss).
    private SearchField Field()
    {
        var measured = Peek() is { Kind: SqlKind.Name } name && pieces[(pieces.IndexOf(name, at) + 1)..] is [{ Text: "(" }, ..];
        if (!measured)
        {
            return RunGrammar.Instance.ReadField(Dotted());
        }

        var measure = Take(_ => true)!.Text.ToLowerInvariant();
        Take(_ => true);
        var inner = Dotted();
        var field = inner.Contains('.', StringComparison.Ordinal) ? RunGrammar.Instance.ReadField(inner) : new SearchField(SearchEntity.Metric, SearchGrammar.Trim(inner, '`'));
        if (field.Entity != SearchEntity.Metric || Take(n => n.Is(SqlKind.Punctuation, ")")) is null)
        {
            throw Wrong("a metric in brackets");
        }

        return field with
        {
            Measure = measure switch
            {
                "min" => MetricMeasure.Lowest,
                "max" => MetricMeasure.Highest,
                "last" => MetricMeasure.Last,
                "best" => Smaller.Any(word => field.Key.Contains(word, StringComparison.OrdinalIgnoreCase)) ? MetricMeasure.Lowest : MetricMeasure.Highest,
                _ => throw Wrong("min, max, best or last"),
            },
        };
    }

    private string Dotted()
    {
        _ = Peek() ?? throw Wrong("a field such as metrics.loss, params.lr, tags.team or status");
        var start = at;
        while (at < pieces.Count && (pieces[at].Kind is SqlKind.Name or SqlKind.Symbol or SqlKind.Keyword or SqlKind.Whole or SqlKind.Real
            || pieces[at].Is(SqlKind.Punctuation, ".") || pieces[at].Is(SqlKind.Operator, "-") || pieces[at].Is(SqlKind.Operator, "/")))
        {
            at++;
        }

        return at > start ? string.Concat(pieces.GetRange(start, at - start).Select(p => p.Text)) : throw Wrong("a field such as metrics.loss, params.lr, tags.team or status");
    }

    private SqlNode? Peek()
    {
        while (at < pieces.Count && pieces[at].Kind == SqlKind.Space)
        {
            at++;
        }

        return at < pieces.Count ? pieces[at] : null;
    }

    private SqlNode? Take(Func<SqlNode, bool> fits)
    {
        var node = Peek();
        if (node is null || !fits(node))
        {
            return null;
        }

        at++;
        return node;
    }

    private AssayException Wrong(string expected)
    {
        var place = pieces.Take(at).Sum(p => p.Text.Length);
        return SearchErrors.Filter($"Expected {expected} at character {place + 1} of the filter, found {(place < text.Length ? $"\"{text[place..Math.Min(text.Length, place + 20)]}\"" : "its end")}.");
    }
}
