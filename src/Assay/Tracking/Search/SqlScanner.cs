namespace Assay.Tracking.Search;

/// <summary>Cuts a filter into words, texts, numbers and signs, as MLflow's filters are cut.</summary>
/// <remarks>
/// MLflow reads filters with the package sqlparse (0.4.2 with the recorded server); its error messages show the pieces, so the cuts must be
/// the same. Rules read from its lexer; every character ends up in exactly one piece.
/// </remarks>
internal sealed class SqlScanner(string text)
{
    private const int LongestKeyword = 32;
    private int at;

    internal static List<SqlNode> Scan(string text)
    {
        var scanner = new SqlScanner(text);
        var nodes = new List<SqlNode>();
        while (scanner.at < text.Length)
        {
            nodes.Add(scanner.Next());
        }

        return nodes;
    }

    private char Here => text[at];

    private SqlNode Next() =>
        Comment() ?? Space() ?? Quoted() ?? Sign() ?? Comparator() ?? Named() ?? Number() ?? Word() ?? Rest();

    private SqlNode Take(SqlKind kind, int length)
    {
        var node = new SqlNode(kind, text.Substring(at, length));
        at += length;
        return node;
    }

    private char Peek(int offset) => at + offset >= 0 && at + offset < text.Length ? text[at + offset] : '\0';

    private SqlNode? Comment()
    {
        if ((Here == '-' && Peek(1) == '-') || (Here == '#' && Peek(1) == ' '))
        {
            var end = text.AsSpan(at).IndexOfAny('\r', '\n');
            var length = end < 0 ? text.Length - at : end + (Peek(end) == '\r' && Peek(end + 1) == '\n' ? 2 : 1);
            return Take(SqlKind.Comment, length);
        }

        var close = Here == '/' && Peek(1) == '*' ? text.IndexOf("*/", at + 2, StringComparison.Ordinal) : -1;
        return close < 0 ? null : Take(SqlKind.Comment, close + 2 - at);
    }

    private SqlNode? Space() => char.IsWhiteSpace(Here) ? Take(SqlKind.Space, Here == '\r' && Peek(1) == '\n' ? 2 : 1) : null;

    private SqlNode? Quoted()
    {
        switch (Here)
        {
            case '`' or '´':
                var end = Close(Here, escapes: false);
                return end < 0 ? null : Take(SqlKind.Name, end);
            case '\'':
                end = Close('\'', escapes: true);
                return end < 0 ? null : Take(SqlKind.Text, end);
            case '"':
                end = Close('"', escapes: true);
                return end < 0 ? null : Take(SqlKind.Symbol, end);
            case '[':
                end = text.AsSpan(at + 1).IndexOfAny('[', ']');
                var free = at == 0 || !(IsWord(text[at - 1]) || text[at - 1] is ']' or ')');
                return free && end > 0 && text[at + 1 + end] == ']' ? Take(SqlKind.Name, end + 2) : null;
            default:
                return null;
        }
    }

    // A doubled quote and one after a backslash are inside. When nothing closes the text, the last of those does after all.
    private int Close(char quote, bool escapes)
    {
        var fallback = -1;
        for (var i = 1; at + i < text.Length; i++)
        {
            if (text[at + i] == quote)
            {
                if (Peek(i + 1) != quote)
                {
                    return i + 1;
                }

                fallback = i + 1;
                i++;
            }
            else if (escapes && text[at + i] == '\\' && Peek(i + 1) == quote)
            {
                fallback = i + 2;
                i++;
            }
        }

        return fallback;
    }

    private SqlNode? Sign()
    {
        switch (Here)
        {
            case ':' when Peek(1) is '=':
                return Take(SqlKind.Other, 2);
            case ':' when Peek(1) is ':':
                return Take(SqlKind.Punctuation, 2);
            case '*':
                return Take(SqlKind.Operator, 1);
            case '?':
                return Take(SqlKind.Placeholder, 1);
            case '%' when Peek(1) is 's' or 'S':
                return Take(SqlKind.Placeholder, 2);
            case '$' or ':' when IsWord(Peek(1)) && !IsWord(Peek(-1)):
                return Take(SqlKind.Placeholder, 1 + Run(1, IsWord));
            case '\\' when IsWord(Peek(1)):
                return Take(SqlKind.Other, 1 + Run(1, IsWord));
            case '@' or '#' when IsLetter(Peek(1)) && IsWord(Peek(2)):
                return Take(SqlKind.Name, 1 + Run(1, IsWord));
            default:
                return null;
        }
    }

    // IN, NOT IN, LIKE, ILIKE and RLIKE with or without NOT.
    private SqlNode? Comparator()
    {
        var skip = 0;
        if (WordAt(0, "NOT"))
        {
            skip = 3 + Run(3, char.IsWhiteSpace);
            skip = skip == 3 ? -1 : skip;
        }

        if (skip < 0)
        {
            return null;
        }

        // A name before a dot or a bracket is a name, whatever it is called; IN alone goes before that rule.
        if (WordAt(skip, "IN"))
        {
            return Take(SqlKind.Comparator, skip + 2);
        }

        var word = Array.Find(["LIKE", "ILIKE", "RLIKE"], w => WordAt(skip, w));
        if (word is null || Peek(-1) == '.')
        {
            return null;
        }

        var end = skip + word.Length;
        var isName = skip == 0 && (Peek(end) == '(' || Peek(end + Run(end, char.IsWhiteSpace)) == '.');
        return isName ? null : Take(SqlKind.Comparator, end);
    }

    private SqlNode? Named()
    {
        if (!IsLetter(Here))
        {
            return null;
        }

        var length = Run(0, IsWord);
        var after = Peek(length + Run(length, char.IsWhiteSpace));
        return after == '.' || Peek(-1) == '.' || Peek(length) == '(' ? Take(SqlKind.Name, length) : null;
    }

    private SqlNode? Number()
    {
        var sign = Here == '-' ? 1 : 0;
        var hexadecimal = Peek(sign) == '0' && Peek(sign + 1) is ('x' or 'X') ? Run(sign + 2, char.IsAsciiHexDigit) : 0;
        if (hexadecimal > 0)
        {
            return Take(SqlKind.Other, sign + 2 + hexadecimal);
        }

        var digits = Run(sign, IsDigit);
        var fraction = Peek(sign + digits) == '.' ? 1 + Run(sign + digits + 1, IsDigit) : 0;
        if (digits > 0 && Exponent(sign + digits, fraction) is var exponent and > 0)
        {
            return Take(SqlKind.Real, exponent);
        }

        // A number never runs into a letter; it gives its last digit away instead.
        var real = sign + digits + fraction;
        if (fraction > (digits > 0 ? 0 : 1))
        {
            real -= IsStart(Peek(real)) ? 1 : 0;
            if (real > sign + digits + (digits > 0 ? 0 : 1) && !IsStart(Peek(real)))
            {
                return Take(SqlKind.Real, real);
            }
        }

        var whole = sign + digits - (IsStart(Peek(sign + digits)) ? 1 : 0);
        return whole > sign ? Take(SqlKind.Whole, whole) : null;
    }

    private int Exponent(int start, int fraction)
    {
        foreach (var skip in (int[])[fraction > 1 ? fraction : 0, 0])
        {
            var e = start + skip;
            var minus = Peek(e + 1) == '-' ? 1 : 0;
            var power = Run(e + 1 + minus, IsDigit);
            if (Peek(e) is 'e' or 'E' && power > 0)
            {
                return e + 1 + minus + power;
            }
        }

        return 0;
    }

    private SqlNode? Word()
    {
        if (!IsStart(Here) && !IsDigit(Here))
        {
            return null;
        }

        foreach (var (first, second) in ((string, string)[])[("NOT", "NULL"), ("ORDER", "BY"), ("GROUP", "BY")])
        {
            var gap = WordAt(0, first) ? Run(first.Length, char.IsWhiteSpace) : 0;
            if (gap > 0 && WordAt(first.Length + gap, second))
            {
                return Take(SqlKind.Keyword, first.Length + gap + second.Length);
            }
        }

        var length = Run(0, c => IsWord(c) || c is '$' or '#');
        var word = text.Substring(at, length);
        var order = word.Equals("ASC", StringComparison.OrdinalIgnoreCase) || word.Equals("DESC", StringComparison.OrdinalIgnoreCase);
        return Take(order ? SqlKind.Order : length <= LongestKeyword && SqlKeywords.Holds(word) ? SqlKind.Keyword : SqlKind.Name, length);
    }

    private SqlNode Rest()
    {
        if (Here is ';' or ':' or '(' or ')' or '[' or ']' or ',' or '.')
        {
            return Take(SqlKind.Punctuation, 1);
        }

        var comparator = Run(0, c => c is '<' or '>' or '=' or '~' or '!');
        if (comparator > 0)
        {
            return Take(SqlKind.Comparator, comparator);
        }

        var operation = Run(0, c => c is '+' or '/' or '@' or '#' or '%' or '^' or '&' or '|' or '-');
        return operation > 0 ? Take(SqlKind.Operator, operation) : Take(SqlKind.Other, 1);
    }

    private int Run(int offset, Func<char, bool> belongs)
    {
        var length = 0;
        while (at + offset + length < text.Length && belongs(text[at + offset + length]))
        {
            length++;
        }

        return length;
    }

    private bool WordAt(int offset, string word) =>
        string.Compare(text, at + offset, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0 && !IsWord(Peek(offset + word.Length));

    private static bool IsDigit(char c) => char.IsDigit(c);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c is >= 'À' and <= 'Ü' or >= 'à' and <= 'ü';

    private static bool IsStart(char c) => IsLetter(c) || c == '_';
}
