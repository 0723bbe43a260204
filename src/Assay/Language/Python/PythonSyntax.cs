using System.Text.RegularExpressions;

namespace Assay.Language.Python;

/// <summary>Whether a text is one Python expression, without looking at what it means: tells a wrong literal from no Python at all.</summary>
internal sealed class PythonSyntax
{
    private static readonly HashSet<string> keywords =
    [
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
        "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];

    private static readonly HashSet<string> binary = ["|", "^", "&", "<<", ">>", "+", "-", "*", "/", "//", "%", "@"];
    private static readonly HashSet<string> comparison = ["<", ">", "==", ">=", "<=", "!=", "in", "is"];

    private const string Number = @"(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:[0-9](?:_?[0-9])*)?\.[0-9](?:_?[0-9])*(?:[eE][+-]?[0-9](?:_?[0-9])*)?[jJ]?|[0-9](?:_?[0-9])*\.?(?:[eE][+-]?[0-9](?:_?[0-9])*)?[jJ]?)";
    private const string Text = """(?:[rRbBuUfF]{0,2}(?:'''(?:\\.|[^\\])*?'''|\"\"\"(?:\\.|[^\\])*?\"\"\"|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"))""";

    private static readonly Regex tokens = new(
        @"\G(?:[ \t\f]|\\\r?\n)*(?:#[^\n]*)?(?:(?<text>" + Text + ")|(?<number>" + Number + @")(?![\w])|(?<name>[\p{L}_][\p{L}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*)|(?<sign>\*\*|//|<<|>>|==|!=|<=|>=|:=|\.\.\.|->|[-+*/%@&|^~<>()\[\]{},:.])|(?<line>\r?\n)|(?<end>$(?!\n)))",
        RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private readonly List<(char Kind, string Text)> read;
    private int at;

    private PythonSyntax(List<(char, string)> read) => this.read = read;

    public static bool IsExpression(string text)
    {
        if (Tokens(text) is not { } read)
        {
            return false;
        }

        var parser = new PythonSyntax(read);
        return parser.Items("", star: true) && parser.Lines() && parser.Now.Kind == 'e';
    }

    private (char Kind, string Text) Now => read[Math.Min(at, read.Count - 1)];

    private static List<(char, string)>? Tokens(string text)
    {
        var result = new List<(char, string)>();
        var depth = 0;
        for (var at = 0; ;)
        {
            var match = tokens.Match(text, at);
            if (!match.Success)
            {
                return null;
            }

            at = match.Index + match.Length;
            var kind = match.Groups["text"].Success ? 't' : match.Groups["number"].Success ? 'n' : match.Groups["name"].Success ? 'w' : match.Groups["sign"].Success ? 's' : match.Groups["line"].Success ? 'l' : 'e';
            var value = match.Groups["text"].Value + match.Groups["number"].Value + match.Groups["name"].Value + match.Groups["sign"].Value;
            depth += value is "(" or "[" or "{" && kind == 's' ? 1 : value is ")" or "]" or "}" && kind == 's' ? -1 : 0;
            if (kind == 'n' && Regex.IsMatch(value, @"^0[0-9_]*[1-9][0-9_]*$"))
            {
                return null;
            }

            if (kind != 'l' || depth == 0)
            {
                result.Add((kind, value));
            }

            if (kind == 'e')
            {
                return result;
            }
        }
    }

    private bool Lines()
    {
        while (Now.Kind == 'l')
        {
            at++;
        }

        return true;
    }

    private bool Take(string text)
    {
        var found = Now.Text == text && Now.Kind is 's' or 'w' && Now.Text == text;
        at += found ? 1 : 0;
        return found;
    }

    // Expressions with commas up to a closing sign, which is taken; "" is the top level.
    private bool Items(string close, bool star)
    {
        var any = false;
        while (close.Length == 0 ? Now.Kind is not ('e' or 'l') : Now.Text != close || Now.Kind != 's')
        {
            if (any && !Take(","))
            {
                return false;
            }

            if (close.Length == 0 ? Now.Kind is 'e' or 'l' : Now.Text == close && Now.Kind == 's')
            {
                break;
            }

            if (!Item(close, star))
            {
                return false;
            }

            any = true;
        }

        return close.Length == 0 ? any : Take(close);
    }

    private bool Item(string close, bool star)
    {
        if (star && close is "}" or ")" && Take("**"))
        {
            return Or();
        }

        if (star && Take("*"))
        {
            return Or();
        }

        if (close == "]" && !star)
        {
            return Subscript();
        }

        if (!Expression())
        {
            return false;
        }

        if ((close is "}" && Take(":")) || (close.Length > 0 && Take(":=")) || (close == ")" && Now.Text == "=" && Take("=")))
        {
            if (!Expression())
            {
                return false;
            }
        }

        return Comprehension();
    }

    private bool Subscript()
    {
        bool Bound() => Now.Text is ":" or "]" or "," || Expression();
        return Bound() && (!Take(":") || (Bound() && (!Take(":") || Bound())));
    }

    private bool Comprehension()
    {
        while (Now.Text == "for" || (Now.Text == "async" && read[at + 1].Text == "for"))
        {
            Take("async");
            at++;
            while (Now.Text != "in")
            {
                if (!Primary())
                {
                    return false;
                }

                Take(",");
            }

            if (!Take("in") || !Or())
            {
                return false;
            }

            while (Take("if"))
            {
                if (!Or())
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool Expression()
    {
        if (Take("lambda"))
        {
            while (!Take(":"))
            {
                if (Now.Kind == 'e')
                {
                    return false;
                }

                at++;
            }

            return Expression();
        }

        return Or() && (!Take("if") || (Or() && Take("else") && Expression()));
    }

    private bool Or()
    {
        do
        {
            while (Take("not"))
            {
            }

            if (!Compare())
            {
                return false;
            }
        }
        while (Take("or") || Take("and"));
        return true;
    }

    private bool Compare()
    {
        if (!Arithmetic())
        {
            return false;
        }

        while (comparison.Contains(Now.Text) || (Now.Text == "not" && read[at + 1].Text == "in"))
        {
            at += Now.Text == "not" ? 2 : 1;
            Take("not");
            if (!Arithmetic())
            {
                return false;
            }
        }

        return true;
    }

    private bool Arithmetic()
    {
        if (!Factor())
        {
            return false;
        }

        while (Now.Kind == 's' && binary.Contains(Now.Text))
        {
            at++;
            if (!Factor())
            {
                return false;
            }
        }

        return true;
    }

    private bool Factor()
    {
        while (Now.Kind == 's' && Now.Text is "+" or "-" or "~")
        {
            at++;
        }

        Take("await");
        return Primary() && (!Take("**") || Factor());
    }

    private bool Primary()
    {
        if (!Atom())
        {
            return false;
        }

        while (Now.Kind == 's' && Now.Text is "." or "(" or "[")
        {
            var sign = Now.Text;
            at++;
            if (sign == "." ? Now.Kind != 'w' || keywords.Contains(Now.Text) : !Items(sign == "(" ? ")" : "]", star: sign == "("))
            {
                return false;
            }

            at += sign == "." ? 1 : 0;
        }

        return true;
    }

    private bool Atom()
    {
        var (kind, text) = Now;
        at++;
        switch (kind)
        {
            case 't':
                while (Now.Kind == 't')
                {
                    at++;
                }

                return true;
            case 'n':
                return true;
            case 'w':
                return !keywords.Contains(text);
            default:
                return text switch
                {
                    "(" => Items(")", star: true),
                    "[" => Items("]", star: true),
                    "{" => Items("}", star: true),
                    "..." => true,
                    _ => false,
                };
        }
    }
}
