using System.Globalization;
using System.Numerics;
using System.Text;

namespace Assay.Language.Python;

/// <summary>Python's <c>ast.literal_eval</c>: texts, numbers, lists, tuples, dicts, sets, booleans and None, nothing that runs.</summary>
internal sealed class PythonLiteral
{
    private static readonly Dictionary<string, string> names = new() { ["BULLET"] = "•", ["EM DASH"] = "—", ["EN DASH"] = "–", ["SNOWMAN"] = "☃", ["DEGREE SIGN"] = "°" };

    private readonly string text;
    private int at;
    private int depth;

    private PythonLiteral(string text) => this.text = text;

    /// <summary>The value of the literal.</summary>
    /// <exception cref="PythonException">SyntaxError for what is no expression, ValueError for one that is no literal.</exception>
    public static object? Parse(string text)
    {
        var parser = new PythonLiteral(PythonStrings.LeftStrip(text, " \t"));
        if (parser.text.Contains('\0'))
        {
            throw PythonException.Value("source code string cannot contain null bytes");
        }

        try
        {
            return parser.Whole();
        }
        catch (PythonException wrong) when (wrong.Kind is "SyntaxError" or "ValueError")
        {
            throw PythonSyntax.IsExpression(parser.text) && !wrong.Message.Contains("unicode error", StringComparison.Ordinal)
                ? PythonException.Value("malformed node or string")
                : PythonException.Syntax("invalid syntax");
        }
    }

    private object? Whole()
    {
        Skip();
        var value = Sequence('\0');
        SkipLines();
        return at < text.Length ? throw Wrong() : value;
    }

    private char Now => at < text.Length ? text[at] : '\0';

    private PythonException Wrong() => PythonException.Syntax($"invalid syntax at {at}");

    private static PythonException NoLiteral() => PythonException.Value("malformed node or string");

    // Items up to the closing bracket: without one, a bare tuple at the top level.
    private object? Sequence(char close)
    {
        if (close == '\0' && at >= text.Length)
        {
            throw Wrong();
        }

        var first = Expression();
        Skip();
        if (close != '\0' || Now != ',')
        {
            return first;
        }

        var items = new List<object?> { first };
        while (Now == ',')
        {
            at++;
            Skip();
            if (at >= text.Length || Now == '\n')
            {
                break;
            }

            items.Add(Expression());
            Skip();
        }

        return new PythonTuple(items);
    }

    private object? Expression()
    {
        var left = Signed();
        Skip();
        while (Now is '+' or '-')
        {
            var minus = Now == '-';
            at++;
            Skip();
            var right = Signed();
            if (!PythonOperators.IsNumber(left) || left is bool || right is not Complex c)
            {
                throw NoLiteral();
            }

            left = minus ? new Complex(PythonOperators.ToDouble(left), 0) - c : new Complex(PythonOperators.ToDouble(left), 0) + c;
            Skip();
        }

        return at >= text.Length || Now is ',' or ']' or ')' or '}' or ':' or '\n' or '\r' or ';' ? left : throw Wrong();
    }

    private object? Signed()
    {
        if (Now is not ('+' or '-'))
        {
            return Atom();
        }

        var minus = Now == '-';
        at++;
        Skip();
        var value = Signed();
        return value switch
        {
            bool => throw NoLiteral(),
            Complex c => minus ? -c : c,
            _ when PythonOperators.IsNumber(value) => minus ? PythonOperators.Negate(value) : value,
            _ => throw NoLiteral(),
        };
    }

    private object? Atom()
    {
        switch (Now)
        {
            case '[':
                return Bracket(']', out _);
            case '(':
                var items = Bracket(')', out var comma);
                return items is [var only] && !comma ? only : new PythonTuple(items);
            case '{':
                return Braces();
            case '\'' or '"':
                return Texts();
            case >= '0' and <= '9' or '.':
                return Number();
        }

        return Word();
    }

    private object? Word()
    {
        var from = at;
        while (Now == '_' || char.IsLetterOrDigit(Now))
        {
            if (at == from && !PythonStrings.IsAlpha(Now) && Now != '_')
            {
                throw Wrong();
            }

            at++;
        }

        var word = text[from..at];
        if (word.Length == 0)
        {
            throw Wrong();
        }

        if (Now is '\'' or '"')
        {
            var prefix = word.ToLowerInvariant();
            at = from;
            return prefix is "r" or "u" or "b" or "br" or "rb" ? Texts() : prefix is "f" or "fr" or "rf" ? Formatted() : throw Wrong();
        }

        return word switch
        {
            "None" => null,
            "True" => true,
            "False" => false,
            _ => throw NoLiteral(),
        };
    }

    private object? Formatted()
    {
        while (Now is not ('\'' or '"'))
        {
            at++;
        }

        Quoted(raw: true, bytes: false);
        throw NoLiteral();
    }

    private List<object?> Bracket(char close, out bool comma)
    {
        at++;
        depth++;
        comma = false;
        var items = new List<object?>();
        while (true)
        {
            Skip();
            if (Now == close)
            {
                at++;
                depth--;
                return items;
            }

            if (items.Count > 0 && !comma)
            {
                throw Wrong();
            }

            items.Add(Expression());
            Skip();
            comma = Now == ',';
            at += comma ? 1 : 0;
        }
    }

    private object? Braces()
    {
        at++;
        depth++;
        var dictionary = new PythonDictionary();
        var items = new List<object?>();
        for (var first = true; ; first = false)
        {
            Skip();
            if (Now == '}')
            {
                at++;
                depth--;
                return items.Count > 0 ? new PythonSet([.. items.Distinct(PythonEquality.Instance)]) : dictionary;
            }

            if (!first && text[..at].TrimEnd() is var before && before[^1] != ',')
            {
                throw Wrong();
            }

            var key = Expression();
            Skip();
            if (Now == ':')
            {
                at++;
                Skip();
                dictionary[key] = Expression();
                Skip();
            }
            else
            {
                items.Add(key);
            }

            at += Now == ',' ? 1 : 0;
        }
    }

    private object? Texts()
    {
        var all = new StringBuilder();
        var octets = false;
        for (var any = false; ; any = true)
        {
            var from = at;
            while (char.IsAsciiLetter(Now))
            {
                at++;
            }

            var prefix = text[from..at].ToLowerInvariant();
            if (Now is not ('\'' or '"') || prefix.Length > 2)
            {
                at = from;
                return octets ? new PythonBytes([.. all.ToString().Select(c => (byte)c)]) : all.ToString();
            }

            if (prefix.Contains('f'))
            {
                at = from;
                return Formatted();
            }

            var bytes = prefix.Contains('b');
            if (any && bytes != octets)
            {
                throw PythonException.Syntax("cannot mix bytes and nonbytes literals");
            }

            octets = bytes;
            all.Append(Quoted(prefix.Contains('r'), bytes));
            Skip();
        }
    }

    private string Quoted(bool raw, bool bytes)
    {
        var quote = Now;
        var triple = at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote;
        var end = new string(quote, triple ? 3 : 1);
        at += end.Length;
        var result = new StringBuilder();
        while (true)
        {
            if (at >= text.Length || (!triple && Now is '\n' or '\r' && !(Now == '\n' && triple)))
            {
                throw PythonException.Syntax("unterminated string literal");
            }

            if (string.CompareOrdinal(text, at, end, 0, end.Length) == 0)
            {
                at += end.Length;
                return result.ToString();
            }

            if (Now == '\\')
            {
                if (raw)
                {
                    result.Append(Now).Append(at + 1 < text.Length ? text[at + 1] : '\0');
                    at += 2;
                }
                else
                {
                    at++;
                    result.Append(PythonEscapes.Read(text, ref at, bytes, names));
                }
            }
            else
            {
                result.Append(bytes && Now > 127 ? throw PythonException.Syntax("bytes can only contain ASCII literal characters") : Now);
                at++;
            }
        }
    }

    private object? Number()
    {
        var from = at;
        if (Now == '0' && at + 1 < text.Length && text[at + 1] is 'x' or 'X' or 'o' or 'O' or 'b' or 'B')
        {
            return Based();
        }

        void Digits()
        {
            while (char.IsAsciiDigit(Now) || (Now == '_' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            {
                at++;
            }
        }

        Digits();
        var real = Now == '.';
        if (real)
        {
            at++;
            Digits();
            real = at - from > 1 ? real : throw Wrong();
        }

        if (Now is 'e' or 'E' && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || (text[at + 1] is '+' or '-' && at + 2 < text.Length && char.IsAsciiDigit(text[at + 2]))))
        {
            real = true;
            at += 2;
            Digits();
        }

        var digits = text[from..at].Replace("_", "", StringComparison.Ordinal);
        if (Now is 'j' or 'J')
        {
            at++;
            return new Complex(0, double.Parse(digits, CultureInfo.InvariantCulture));
        }

        if (PythonStrings.IsAlnum(Now) || Now == '_')
        {
            throw Wrong();
        }

        if (real)
        {
            return double.Parse(digits, CultureInfo.InvariantCulture);
        }

        return digits.Length > 1 && digits[0] == '0' && digits.Any(c => c != '0')
            ? throw PythonException.Syntax("leading zeros in decimal integer literals are not permitted")
            : PythonValues.Whole(BigInteger.Parse(digits, CultureInfo.InvariantCulture));
    }

    private object? Based()
    {
        var radix = char.ToLowerInvariant(text[at + 1]) switch { 'x' => 16, 'o' => 8, _ => 2 };
        at += 2;
        var value = BigInteger.Zero;
        var from = at;
        for (; char.IsAsciiHexDigit(Now) || Now == '_'; at++)
        {
            if (Now != '_')
            {
                var digit = Convert.ToInt32(Now.ToString(), 16);
                value = digit < radix ? (value * radix) + digit : throw Wrong();
            }
        }

        return at == from ? throw Wrong() : PythonValues.Whole(value);
    }

    // Inside brackets line ends are white space.
    private void Skip()
    {
        while (Now is ' ' or '\t' or '\f' || (depth > 0 && Now is '\n' or '\r') || (Now == '\\' && at + 1 < text.Length && text[at + 1] == '\n') || Now == '#')
        {
            if (Now == '#')
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else
            {
                at += Now == '\\' ? 2 : 1;
            }
        }
    }

    private void SkipLines()
    {
        while (Now is ' ' or '\t' or '\f' or '\n' or '\r' && at < text.Length)
        {
            at++;
        }
    }
}
