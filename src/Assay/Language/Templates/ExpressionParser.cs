using System.Globalization;
using System.Numerics;
using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>Reads Jinja2's expressions, with its order of operators.</summary>
internal sealed class ExpressionParser(TokenStream tokens, TemplateFunctions functions)
{
    private static readonly HashSet<string> comparisons = ["==", "!=", "<", ">", "<=", ">="];

    private int branches;

    /// <summary>Reads a part that may never run: an unknown filter in it is an error only when it does.</summary>
    public T InBranch<T>(Func<T> read)
    {
        branches++;
        var made = read();
        branches--;
        return made;
    }

    /// <summary>One expression.</summary>
    public Expression Read()
    {
        var value = Or();
        while (tokens.TakeName("if"))
        {
            var test = Or();
            value = new Conditional(test, value, tokens.TakeName("else") ? Read() : null);
        }

        return value;
    }

    /// <summary>One expression, or several with commas between them as a tuple.</summary>
    public Expression Tuple(bool withConditional = true, bool inParentheses = false, Func<bool>? until = null)
    {
        var items = new List<Expression>();
        var comma = false;
        while (true)
        {
            if (items.Count > 0 && !tokens.TakeSign(","))
            {
                break;
            }

            comma = items.Count > 0;
            if (EndsTuple() || until?.Invoke() == true)
            {
                break;
            }

            items.Add(withConditional ? Read() : Or());
        }

        if (items.Count == 1 && !comma)
        {
            return items[0];
        }

        return items.Count > 0 || inParentheses ? new TupleOf(items) : throw TokenStream.Wrong(tokens.Now, $"Expected an expression, got '{tokens.Now.Value}'");
    }

    /// <summary>The filters that follow, each behind a bar, as what they make of a value.</summary>
    public Func<Expression, Expression> Filters()
    {
        var hole = new Constant(null);
        return tokens.Now.Is("|") ? Replaced(Filter(hole), hole) : value => value;
    }

    /// <summary>The same without a bar before the first.</summary>
    public Func<Expression, Expression> FilterNames()
    {
        var hole = new Constant(null);
        Expression made = OneFilter(hole);
        return Replaced(tokens.Now.Is("|") ? Filter(made) : made, hole);
    }

    private static Func<Expression, Expression> Replaced(Expression made, Expression hole) => value => Rebuild(made, hole, value);

    private static Expression Rebuild(Expression made, Expression hole, Expression value) =>
        ReferenceEquals(made, hole) ? value : made is Filtered filtered ? filtered with { Of = Rebuild(filtered.Of, hole, value) } : made;

    private bool EndsTuple() => tokens.Now.Kind is TokenKind.VariableEnd or TokenKind.BlockEnd or TokenKind.End || tokens.Now.Is(")");

    private Expression Or()
    {
        var left = And();
        while (tokens.TakeName("or"))
        {
            left = new Logical(true, left, And());
        }

        return left;
    }

    private Expression And()
    {
        var left = Negation();
        while (tokens.TakeName("and"))
        {
            left = new Logical(false, left, Negation());
        }

        return left;
    }

    private Expression Negation() => tokens.TakeName("not") ? new Not(Negation()) : Compare();

    private Expression Compare()
    {
        var first = Sum();
        var rest = new List<(string, Expression)>();
        while (true)
        {
            if (tokens.Now.Kind == TokenKind.Operator && comparisons.Contains(tokens.Now.Value))
            {
                rest.Add((tokens.Take().Value, Sum()));
            }
            else if (tokens.TakeName("in"))
            {
                rest.Add(("in", Sum()));
            }
            else if (tokens.Now.IsName("not") && tokens.Next.IsName("in"))
            {
                tokens.Take();
                tokens.Take();
                rest.Add(("not in", Sum()));
            }
            else
            {
                return rest.Count > 0 ? new Comparison(first, rest) : first;
            }
        }
    }

    private Expression Sum() => Operators(Join, "+", "-");

    private Expression Join()
    {
        var parts = new List<Expression> { Product() };
        while (tokens.TakeSign("~"))
        {
            parts.Add(Product());
        }

        return parts is [var one] ? one : new Joined(parts);
    }

    private Expression Product() => Operators(() => Operators(() => Unary(), "**"), "*", "/", "//", "%");

    private Expression Operators(Func<Expression> operand, params string[] signs)
    {
        var left = operand();
        while (tokens.Now.Kind == TokenKind.Operator && signs.Contains(tokens.Now.Value))
        {
            left = new Binary(tokens.Take().Value, left, operand());
        }

        return left;
    }

    private Expression Unary(bool withFilter = true)
    {
        Expression value = tokens.TakeSign("-") ? new Sign(true, Unary(false)) : tokens.TakeSign("+") ? new Sign(false, Unary(false)) : Primary();
        value = Postfix(value);
        return withFilter ? FilterOrTest(value) : value;
    }

    private Expression Primary()
    {
        var token = tokens.Take();
        switch (token.Kind)
        {
            case TokenKind.Name:
                return token.Value switch
                {
                    "true" or "True" => new Constant(true),
                    "false" or "False" => new Constant(false),
                    "none" or "None" => new Constant(null),
                    _ => new Name(token.Value),
                };
            case TokenKind.Text:
                var text = token.Value;
                while (tokens.Now.Kind == TokenKind.Text)
                {
                    text += tokens.Take().Value;
                }

                return new Constant(text);
            case TokenKind.Whole:
                return new Constant(Whole(token.Value));
            case TokenKind.Real:
                return new Constant(double.Parse(token.Value, CultureInfo.InvariantCulture));
            case TokenKind.Operator when token.Value == "(":
                var inner = Tuple(inParentheses: true);
                tokens.ExpectSign(")");
                return inner;
            case TokenKind.Operator when token.Value == "[":
                return new ListOf(Items("]", Read));
            case TokenKind.Operator when token.Value == "{":
                return new DictionaryOf(Items("}", Pair));
            default:
                throw TokenStream.Wrong(token, $"unexpected '{token.Value}'");
        }
    }

    private static object Whole(string text) => text.Length > 1 && char.IsLetter(text[1])
        ? PythonLiteral.Parse(text)!
        : PythonValues.Whole(BigInteger.Parse(text, CultureInfo.InvariantCulture));

    private List<T> Items<T>(string close, Func<T> one)
    {
        var items = new List<T>();
        while (!tokens.Now.Is(close))
        {
            if (items.Count > 0)
            {
                tokens.ExpectSign(",");
                if (tokens.Now.Is(close))
                {
                    break;
                }
            }

            items.Add(one());
        }

        tokens.ExpectSign(close);
        return items;
    }

    private (Expression Key, Expression Value) Pair()
    {
        var key = Read();
        tokens.ExpectSign(":");
        return (key, Read());
    }

    private Expression Postfix(Expression value)
    {
        while (true)
        {
            if (tokens.TakeSign("."))
            {
                var token = tokens.Take();
                value = token.Kind switch
                {
                    TokenKind.Name => new Attribute(value, token.Value),
                    TokenKind.Whole => new Item(value, new Constant(Whole(token.Value))),
                    _ => throw TokenStream.Wrong(token, "expected name or number"),
                };
            }
            else if (tokens.TakeSign("["))
            {
                value = Subscript(value);
            }
            else if (tokens.TakeSign("("))
            {
                value = new Call(value, CallArguments());
            }
            else
            {
                return value;
            }
        }
    }

    private Expression Subscript(Expression value)
    {
        var first = tokens.Now.Is(":") ? null : Read();
        if (!tokens.Now.Is(":"))
        {
            tokens.ExpectSign("]");
            return new Item(value, first!);
        }

        tokens.Take();
        var stop = tokens.Now.Is(":") || tokens.Now.Is("]") ? null : Read();
        var step = tokens.TakeSign(":") && !tokens.Now.Is("]") ? Read() : null;
        tokens.ExpectSign("]");
        return new Slice(value, first, stop, step);
    }

    private Expression FilterOrTest(Expression value)
    {
        while (true)
        {
            if (tokens.Now.Is("|"))
            {
                value = Filter(value);
            }
            else if (tokens.TakeName("is"))
            {
                value = Test(value);
            }
            else if (tokens.TakeSign("("))
            {
                value = new Call(value, CallArguments());
            }
            else
            {
                return value;
            }
        }
    }

    private Expression Filter(Expression value)
    {
        while (tokens.TakeSign("|"))
        {
            value = OneFilter(value);
        }

        return value;
    }

    private Filtered OneFilter(Expression value)
    {
        var name = DottedName();
        if (branches == 0 && !functions.HasFilter(name))
        {
            throw new PythonException("TemplateAssertionError", $"No filter named '{name}'.");
        }

        return new Filtered(value, name, tokens.TakeSign("(") ? CallArguments() : Arguments.None);
    }

    private Expression Test(Expression value)
    {
        var negated = tokens.TakeName("not");
        var name = DottedName();
        var arguments = Arguments.None;
        if (tokens.TakeSign("("))
        {
            arguments = CallArguments();
        }
        else if (TakesArgument())
        {
            arguments = new Arguments([Postfix(Primary())], [], null, null);
        }

        if (branches == 0 && !functions.HasTest(name))
        {
            throw new PythonException("TemplateAssertionError", $"No test named '{name}'.");
        }

        Expression test = new Tested(value, name, arguments);
        return negated ? new Not(test) : test;
    }

    private bool TakesArgument()
    {
        if (tokens.Now.IsName("is"))
        {
            throw TokenStream.Wrong(tokens.Now, "You cannot chain multiple tests with is");
        }

        return tokens.Now.Kind is TokenKind.Name ? tokens.Now.Value is not ("else" or "or" or "and")
            : tokens.Now.Kind is TokenKind.Text or TokenKind.Whole or TokenKind.Real || tokens.Now.Is("[") || tokens.Now.Is("{");
    }

    private string DottedName()
    {
        var name = tokens.Expect(TokenKind.Name).Value;
        while (tokens.TakeSign("."))
        {
            name += "." + tokens.Expect(TokenKind.Name).Value;
        }

        return name;
    }

    private Arguments CallArguments()
    {
        var values = new List<Expression>();
        var named = new List<(string, Expression)>();
        Expression? more = null;
        Expression? moreNamed = null;
        for (var first = true; !tokens.Now.Is(")"); first = false)
        {
            if (!first)
            {
                tokens.ExpectSign(",");
                if (tokens.Now.Is(")"))
                {
                    break;
                }
            }

            if (tokens.TakeSign("*"))
            {
                more = Read();
            }
            else if (tokens.TakeSign("**"))
            {
                moreNamed = Read();
            }
            else if (tokens.Now.Kind == TokenKind.Name && tokens.Next.Is("="))
            {
                var name = tokens.Take().Value;
                tokens.Take();
                named.Add((name, Read()));
            }
            else
            {
                values.Add(named.Count == 0 ? Read() : throw TokenStream.Wrong(tokens.Now, "invalid syntax for function call expression"));
            }
        }

        tokens.ExpectSign(")");
        return new Arguments(values, named, more, moreNamed);
    }
}
