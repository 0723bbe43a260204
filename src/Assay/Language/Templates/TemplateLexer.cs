using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>Cuts a template into tokens, with Jinja2's white-space control (no trimming of blocks, the last line end kept).</summary>
/// <remarks>Source: the lexical rules of Jinja2 3.1's documentation, checked against 3.1.2.</remarks>
internal sealed class TemplateLexer
{
    private static readonly string[] operators =
        ["//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";"];

    private readonly string source;
    private readonly List<Token> tokens = [];
    private int at;

    private TemplateLexer(string source) => this.source = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>All tokens, an end at the end.</summary>
    public static List<Token> Read(string source)
    {
        var lexer = new TemplateLexer(source);
        lexer.Run();
        return lexer.tokens;
    }

    private int Line => source.AsSpan(0, Math.Min(at, source.Length)).Count('\n') + 1;

    private void Run()
    {
        while (at < source.Length)
        {
            var open = NextOpening(at);
            if (open < 0)
            {
                Add(TokenKind.Data, source[at..]);
                at = source.Length;
                break;
            }

            var sign = open + 2 < source.Length ? source[open + 2] : '\0';
            var data = source[at..open];
            Add(TokenKind.Data, sign == '-' ? PythonStrings.RightStrip(data) : data);
            at = open + (sign is '-' or '+' ? 3 : 2);
            switch (source[open + 1])
            {
                case '#':
                    Comment();
                    break;
                case '%' when Raw():
                    break;
                case '%':
                    Inside(TokenKind.BlockBegin, TokenKind.BlockEnd, "%}");
                    break;
                default:
                    Inside(TokenKind.VariableBegin, TokenKind.VariableEnd, "}}");
                    break;
            }
        }

        tokens.Add(new Token(TokenKind.End, "", Line));
    }

    private int NextOpening(int from)
    {
        for (var i = source.IndexOf('{', from); i >= 0 && i + 1 < source.Length; i = source.IndexOf('{', i + 1))
        {
            if (source[i + 1] is '{' or '%' or '#')
            {
                return i;
            }
        }

        return -1;
    }

    private void Add(TokenKind kind, string value)
    {
        if (kind != TokenKind.Data || value.Length > 0)
        {
            tokens.Add(new Token(kind, value, Line));
        }
    }

    private void Comment()
    {
        var end = source.IndexOf("#}", at, StringComparison.Ordinal);
        if (end < 0)
        {
            throw Wrong("Missing end of comment tag");
        }

        var strip = end > at && source[end - 1] == '-';
        at = end + 2;
        AfterTag(strip);
    }

    // {% raw %} ... {% endraw %}
    private bool Raw()
    {
        var begin = PythonRegex.Compile(@"\G\s*raw\s*(-|\+)?%\}").Match(source, at);
        if (!begin.Success)
        {
            return false;
        }

        var from = begin.Index + begin.Length;
        var end = PythonRegex.Compile(@"\{%(-|\+)?\s*endraw\s*(-|\+)?%\}").Match(source, from);
        if (!end.Success)
        {
            throw Wrong("Missing end of raw directive");
        }

        var data = source[from..end.Index];
        data = begin.Groups[1].Value == "-" ? PythonStrings.LeftStrip(data) : data;
        Add(TokenKind.Data, end.Groups[1].Value == "-" ? PythonStrings.RightStrip(data) : data);
        at = end.Index + end.Length;
        AfterTag(end.Groups[2].Value == "-");
        return true;
    }

    private void AfterTag(bool strip)
    {
        while (strip && at < source.Length && PythonStrings.IsSpace(source[at]))
        {
            at++;
        }
    }

    private void Inside(TokenKind begin, TokenKind end, string close)
    {
        Add(begin, "");
        var open = new Stack<char>();
        while (true)
        {
            while (at < source.Length && PythonStrings.IsSpace(source[at]))
            {
                at++;
            }

            if (at >= source.Length)
            {
                throw Wrong("unexpected end of template");
            }

            if (open.Count == 0 && Closes(close, out var length))
            {
                var strip = source[at] == '-';
                at += length;
                Add(end, "");
                AfterTag(strip);
                return;
            }

            One(open);
        }
    }

    private bool Closes(string close, out int length)
    {
        var signed = source[at] is '-' or '+' && !(source[at] == '+' && close == "}}");
        length = close.Length + (signed ? 1 : 0);
        return string.CompareOrdinal(source, at + (signed ? 1 : 0), close, 0, close.Length) == 0;
    }

    private void One(Stack<char> open)
    {
        var c = source[at];
        if (c is '\'' or '"')
        {
            Quoted(c);
        }
        else if (char.IsAsciiDigit(c))
        {
            Number();
        }
        else if (c == '_' || PythonStrings.IsAlnum(CodePoints.Values(source[at..Math.Min(at + 2, source.Length)]).First()))
        {
            var from = at;
            while (at < source.Length && (source[at] == '_' || char.IsLetterOrDigit(source[at]) || char.IsSurrogate(source[at]) || char.IsNumber(source[at])))
            {
                at++;
            }

            Add(TokenKind.Name, source[from..at]);
        }
        else
        {
            var sign = operators.FirstOrDefault(o => string.CompareOrdinal(source, at, o, 0, o.Length) == 0) ?? throw Wrong($"unexpected char '{c}'");
            Balance(open, sign[0]);
            Add(TokenKind.Operator, sign);
            at += sign.Length;
        }
    }

    private void Balance(Stack<char> open, char sign)
    {
        if (sign is '(' or '[' or '{')
        {
            open.Push(sign switch { '(' => ')', '[' => ']', _ => '}' });
        }
        else if (sign is ')' or ']' or '}' && (open.Count == 0 || open.Pop() != sign))
        {
            throw Wrong($"unexpected '{sign}'");
        }
    }

    private void Quoted(char quote)
    {
        var from = ++at;
        while (at < source.Length && source[at] != quote)
        {
            at += source[at] == '\\' ? 2 : 1;
        }

        if (at >= source.Length)
        {
            throw Wrong($"unexpected char '{quote}'");
        }

        try
        {
            Add(TokenKind.Text, PythonEscapes.Resolve(source[from..at]));
        }
        catch (PythonException wrong)
        {
            throw Wrong(wrong.Message);
        }

        at++;
    }

    private void Number()
    {
        const string Whole = @"\G(0b(_?[0-1])+|0o(_?[0-7])+|0x(_?[\da-f])+|[1-9](_?\d)*|0(_?0)*)";
        var real = at > 0 && source[at - 1] == '.'
            ? System.Text.RegularExpressions.Match.Empty
            : PythonRegex.Compile(@"\G(\d+_)*\d+((\.(\d+_)*\d+)?e[+\-]?(\d+_)*\d+|\.(\d+_)*\d+)", System.Text.RegularExpressions.RegexOptions.IgnoreCase).Match(source, at);
        var match = real.Success ? real : PythonRegex.Compile(Whole, System.Text.RegularExpressions.RegexOptions.IgnoreCase).Match(source, at);
        Add(real.Success ? TokenKind.Real : TokenKind.Whole, match.Value.Replace("_", "", StringComparison.Ordinal));
        at += match.Length;
    }

    private PythonException Wrong(string message) => new("TemplateSyntaxError", $"{message} (line {Line})");
}
