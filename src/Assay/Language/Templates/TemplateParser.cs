using Assay.Language.Python;

namespace Assay.Language.Templates;

/// <summary>Reads a template's statements; <see cref="ExpressionParser"/> reads what is inside them.</summary>
internal sealed class TemplateParser
{
    private readonly TokenStream tokens;
    private readonly ExpressionParser expressions;

    // Names of the tags that may end the block being read, innermost last; for messages and for telling an end from a mistake.
    private readonly Stack<string[]> ends = new();

    private TemplateParser(string source, TemplateFunctions functions)
    {
        tokens = new TokenStream(TemplateLexer.Read(source));
        expressions = new ExpressionParser(tokens, functions);
    }

    /// <summary>The statements of a template.</summary>
    /// <exception cref="PythonException">TemplateSyntaxError or TemplateAssertionError.</exception>
    public static IReadOnlyList<Statement> Parse(string source, TemplateFunctions functions) => new TemplateParser(source, functions).Body(null);

    // Reads until a tag named in ends, whose name is taken but not the rest of the tag; null reads to the end.
    private List<Statement> Body(string[]? until)
    {
        var body = new List<Statement>();
        if (until is not null)
        {
            ends.Push(until);
        }

        while (tokens.Now.Kind != TokenKind.End)
        {
            switch (tokens.Now.Kind)
            {
                case TokenKind.Data:
                    body.Add(new Data(tokens.Take().Value));
                    break;
                case TokenKind.VariableBegin:
                    tokens.Take();
                    body.Add(new Print(expressions.Tuple()));
                    tokens.Expect(TokenKind.VariableEnd);
                    break;
                default:
                    tokens.Expect(TokenKind.BlockBegin);
                    if (until is not null && tokens.Now.Kind == TokenKind.Name && until.Contains(tokens.Now.Value))
                    {
                        ends.Pop();
                        return body;
                    }

                    body.Add(Tag());
                    break;
            }
        }

        return until is null ? body : throw TokenStream.Wrong(tokens.Now, $"unexpected end of template, expected one of {string.Join(", ", until)}");
    }

    // A body up to a tag of that name, with the tag's own end taken.
    private List<Statement> BodyAndEnd(string end)
    {
        tokens.Expect(TokenKind.BlockEnd);
        var body = Body([end]);
        tokens.Take();
        return body;
    }

    private Statement Tag()
    {
        var word = tokens.Expect(TokenKind.Name);
        var statement = Statement(word);
        tokens.Expect(TokenKind.BlockEnd);
        return statement;
    }

    private Statement Statement(Token word) => word.Value switch
    {
        "if" => If(),
        "for" => For(),
        "set" => Set(),
        "macro" => MacroTag(),
        "call" => CallTag(),
        "filter" => FilterTag(),
        "with" => WithTag(),
        "block" => Block(),
        "print" => new Print(expressions.Tuple()),
        "autoescape" => Autoescape(),
        "include" or "extends" or "import" or "from" => throw new PythonException("TemplateNotFound", $"a task's template has no other templates to {word.Value}"),
        _ => throw TokenStream.Wrong(word, $"Encountered unknown tag '{word.Value}'."),
    };

    private If If()
    {
        var branches = new List<(Expression?, IReadOnlyList<Statement>)>();
        Expression? test = expressions.Tuple(withConditional: false);
        while (true)
        {
            tokens.Expect(TokenKind.BlockEnd);
            branches.Add((test, expressions.InBranch(() => Body(test is null ? ["endif"] : ["elif", "else", "endif"]))));
            var end = tokens.Take().Value;
            if (end == "endif")
            {
                return new If(branches);
            }

            test = end == "elif" ? expressions.Tuple(withConditional: false) : null;
        }
    }

    private ForLoop For()
    {
        var to = Targets(() => tokens.Now.IsName("in"));
        if (!tokens.TakeName("in"))
        {
            throw TokenStream.Wrong(tokens.Now, "expected 'in'");
        }

        var items = expressions.Tuple(withConditional: false, until: () => tokens.Now.IsName("recursive"));
        var test = tokens.TakeName("if") ? expressions.Read() : null;
        var recursive = tokens.TakeName("recursive");
        tokens.Expect(TokenKind.BlockEnd);
        var body = Body(["endfor", "else"]);
        List<Statement> otherwise = [];
        if (tokens.Take().Value == "else")
        {
            tokens.Expect(TokenKind.BlockEnd);
            otherwise = Body(["endfor"]);
            tokens.Take();
        }

        return new ForLoop(to, items, test, body, otherwise, recursive);
    }

    private Statement Set()
    {
        var to = Targets(() => false);
        if (tokens.TakeSign("="))
        {
            return new Assign(to, expressions.Tuple());
        }

        var filters = expressions.Filters();
        return new Captured(to, BodyAndEnd("endset"), filters);
    }

    private Macro MacroTag()
    {
        var name = tokens.Expect(TokenKind.Name).Value;
        var parameters = Signature();
        return new Macro(name, parameters, BodyAndEnd("endmacro"));
    }

    private Macro CallTag()
    {
        IReadOnlyList<(string, Expression?)> parameters = tokens.Now.Is("(") ? Signature() : [];
        var call = expressions.Read() as Call ?? throw TokenStream.Wrong(tokens.Now, "expected call");
        return new Macro("caller", parameters, BodyAndEnd("endcall"), call);
    }

    private Captured FilterTag()
    {
        var filters = expressions.FilterNames();
        return new Captured(null, BodyAndEnd("endfilter"), filters);
    }

    private With WithTag()
    {
        var values = new List<(Target, Expression)>();
        while (tokens.Now.Kind != TokenKind.BlockEnd)
        {
            if (values.Count > 0)
            {
                tokens.ExpectSign(",");
            }

            var to = new Target(tokens.Expect(TokenKind.Name).Value, null, []);
            tokens.ExpectSign("=");
            values.Add((to, expressions.Read()));
        }

        return new With(values, BodyAndEnd("endwith"));
    }

    private With Block()
    {
        tokens.Expect(TokenKind.Name);
        tokens.TakeName("scoped");
        var body = BodyAndEnd("endblock");
        if (tokens.Now.Kind == TokenKind.Name)
        {
            tokens.Take();
        }

        return new With([], body);
    }

    private With Autoescape()
    {
        expressions.Read();
        return new With([], BodyAndEnd("endautoescape"));
    }

    private List<(string, Expression?)> Signature()
    {
        tokens.ExpectSign("(");
        var parameters = new List<(string, Expression?)>();
        while (!tokens.TakeSign(")"))
        {
            if (parameters.Count > 0)
            {
                tokens.ExpectSign(",");
            }

            var name = tokens.Expect(TokenKind.Name).Value;
            parameters.Add((name, tokens.TakeSign("=") ? expressions.Read() : null));
        }

        return parameters;
    }

    private Target Targets(Func<bool> ends)
    {
        var parts = new List<Target> { One() };
        var comma = false;
        while (tokens.TakeSign(","))
        {
            comma = true;
            if (tokens.Now.Is("=") || tokens.Now.Kind == TokenKind.BlockEnd || ends())
            {
                break;
            }

            parts.Add(One());
        }

        return comma ? new Target(null, null, parts) : parts[0];

        Target One()
        {
            if (tokens.TakeSign("("))
            {
                var inner = Targets(() => tokens.Now.Is(")"));
                tokens.ExpectSign(")");
                return inner;
            }

            var name = tokens.Expect(TokenKind.Name);
            if (name.Value is "true" or "false" or "none" or "True" or "False" or "None")
            {
                throw TokenStream.Wrong(name, $"can't assign to '{name.Value}'");
            }

            return new Target(name.Value, tokens.TakeSign(".") ? tokens.Expect(TokenKind.Name).Value : null, []);
        }
    }
}
